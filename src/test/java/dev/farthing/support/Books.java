package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Checks the ledger rule by rule, in SQL that shares nothing with the code under test. */
public final class Books {
    /** Violations as rows of rule, client and finding; none in correct books. {@code %s} limits them to a client. */
    private static final String FAULTS = """
            with e as (
              select *, row_number() over history as n,
                     lag(balance_after_micros, 1, 0::bigint) over history as balance_until_then,
                     case when to_account = 'CLIENT' then amount_micros else 0 end
                     - case when from_account = 'CLIENT' then amount_micros else 0 end as change,
                     case when to_account = 'CLIENT' then promo_micros else 0 end
                     - case when from_account = 'CLIENT' then promo_micros else 0 end as promo_change,
                     case when to_account <> 'CLIENT' then amount_micros else 0 end
                     - case when from_account <> 'CLIENT' then amount_micros else 0 end as change_of_shared
              from ledger_entry where %1$s window history as (partition by client_id order by sequence)
            ), acc as (select * from account where %1$s
            ), p as (select * from purchase where %1$s
            ), lot as (
              select client_id, micros, until, n, lag(until) over (partition by client_id order by n) as until_before
              from acc, unnest(promo_left, promo_until) with ordinality as lots (micros, until, n)
            )
            select 'an entry moves a positive amount', client_id, sequence::text from e
              where amount_micros <= 0 or from_account = to_account
            union all
            select 'sequences are gapless from 1', client_id, sequence::text from e where sequence <> n
            union all
            select 'an entry starts from the balance before it', client_id, sequence::text from e
              where balance_before_micros <> balance_until_then or balance_after_micros <> balance_until_then + change
            union all
            select 'a balance is the sum of its entries and never negative', acc.client_id, acc::text from acc
              where balance_micros < 0
              or balance_micros <> (select coalesce(sum(change), 0) from e where e.client_id = acc.client_id)
              or last_sequence <> (select count(*) from e where e.client_id = acc.client_id)
            union all
            select 'promotional credit is the sum of its entries and within the balance', acc.client_id, acc::text from acc
              where promo_micros < 0 or promo_micros > balance_micros
              or promo_micros <> (select coalesce(sum(promo_change), 0) from e where e.client_id = acc.client_id)
            union all
            select 'promotional credit is the sum of its lots', acc.client_id, acc::text from acc
              where cardinality(promo_left) <> cardinality(promo_until)
              or promo_micros <> (select coalesce(sum(micros), 0) from lot where lot.client_id = acc.client_id)
            union all
            select 'a lot holds something and ends after the one before it', client_id, lot::text from lot
              where micros is null or micros <= 0 or until is null or until <= until_before
            union all
            select 'the promotional part is within the amount', client_id, sequence::text from e
              where promo_micros < 0 or promo_micros > amount_micros
            union all
            select 'a gift and what expires are promotional as a whole', client_id, sequence::text from e
              where kind in ('GRANT', 'EXPIRY') and promo_micros <> amount_micros
            union all
            select 'a refund returns the promotional part of its purchase', e.client_id, e.sequence::text from e
              join e bought on bought.client_id = e.client_id and bought.sequence = e.corrects
              where e.kind = 'REFUND' and (e.promo_micros <> bought.promo_micros
                or e.expires_at is distinct from bought.expires_at)
            union all
            select 'all accounts together are zero', null, difference::text
              from (select coalesce((select sum(balance_micros) from acc), 0)
                         + coalesce((select sum(change_of_shared) from e), 0) as difference) d where difference <> 0
            union all
            select 'a purchase has the entry that paid it', p.client_id, p::text from p
              left join e on e.client_id = p.client_id and e.sequence = p.entry_sequence
              where e.id is distinct from p.entry_id or e.kind is distinct from 'PURCHASE'
              or e.amount_micros is distinct from p.price_micros or e.article_id is distinct from p.article_id
            union all
            select 'a purchase is refunded if and only if an entry says so', p.client_id, p::text from p
              where (refunded_at is not null) <> exists (
                select from e where e.client_id = p.client_id and e.corrects = p.entry_sequence
                and e.kind = 'REFUND' and e.amount_micros = p.price_micros)
            union all
            select 'who paid for an article has its purchase', client_id, sequence::text from e
              where kind = 'PURCHASE' and not exists (
                select from p where p.client_id = e.client_id and p.article_id = e.article_id
                and p.entry_sequence >= e.sequence)
            """;

    private Books() {}

    public static void assertRight(TestDatabase database) {
        assertEquals(List.of(), database.rows(FAULTS.formatted("true")));
    }

    /** Violations in one client's books, as SQL whose three parameters are its id. */
    public static String faultsOfOneClient() {
        return FAULTS.formatted("client_id = ?::uuid");
    }
}
