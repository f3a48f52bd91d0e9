package dev.farthing.benchmark;

import java.sql.SQLException;

/** Independent of the service under test. */
final class Books {
    /** Balance, number of entries or chain of balances contradicts the entries. */
    private static final String WRONG_ACCOUNTS = """
            select count(*)
            from account acc
            left join (
              select client_id, count(*) as entries, sum(change) as total, bool_or(balance_before_micros <> found) as broken
              from (
                select client_id, balance_before_micros,
                       case when to_account = 'CLIENT' then amount_micros else -amount_micros end as change,
                       lag(balance_after_micros, 1, 0::bigint) over (partition by client_id order by sequence) as found
                from ledger_entry) chained
              group by client_id) e using (client_id)
            where acc.balance_micros <> coalesce(e.total, 0) or acc.last_sequence <> coalesce(e.entries, 0)
               or coalesce(e.broken, false) or acc.balance_micros < 0
            """;

    private static final String LOST_OR_EXTRA_PURCHASES = """
            select abs((select count(*) from purchase p join ledger_entry e
                         on e.client_id = p.client_id and e.sequence = p.entry_sequence and e.id = p.entry_id
                            and e.article_id = p.article_id and e.amount_micros = p.price_micros)
                       - (select count(*) from ledger_entry where kind = 'PURCHASE'))
                 + abs((select count(*) from purchase) - (select count(*) from ledger_entry where kind = 'PURCHASE'))
            """;

    private Books() {}

    /** Empty if the books balance. */
    static String faults(Postgres postgres, String database) throws SQLException {
        long accounts = postgres.number(database, WRONG_ACCOUNTS);
        long purchases = postgres.number(database, LOST_OR_EXTRA_PURCHASES);
        if (accounts == 0 && purchases == 0) {
            return "";
        }
        return accounts + " accounts contradict their entries, " + purchases + " purchases and entries do not match";
    }
}
