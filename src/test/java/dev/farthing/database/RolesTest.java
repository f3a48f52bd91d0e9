package dev.farthing.database;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Privileges in the database: the application has those it needs, the reporting role only reads. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RolesTest {
    /**
     * A role's privileges for each table: for the whole table, or for the columns in brackets. Unnamed columns of a
     * partly visible table are hidden.
     */
    private static final String DECISIONS = """
            with may as (
              select c.relname, p.privilege, p.n, has_table_privilege(?, c.oid, p.privilege) as whole,
                     case when p.n <= 3 then (
                       select string_agg(a.attname, ' ' order by a.attnum) from pg_attribute a
                       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                         and has_column_privilege(?, c.oid, a.attnum, p.privilege)) end as columns
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'])
                   with ordinality as p (privilege, n)
              where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname = 'public' and c.relname not like 'pg_stat_%'
            )
            select relname || ': ' || coalesce(string_agg(
              case when whole then privilege when columns is not null then privilege || ' (' || columns || ')' end, ', ' order by n),
              'nothing')
            from may group by relname order by relname
            """;

    private final TestDatabase database = TestDatabase.shared();

    /** A new table needs a line here with the application's privileges. */
    @Test
    void applicationHasTheListedPrivileges() {
        assertEquals("""
                account: select, insert, update
                act: select, insert
                act_outcome: select, insert
                api_key: select, insert, update
                article: select, insert, update
                books: select, insert
                client: select, insert, update
                flyway_schema_history: select
                ledger_entry: select, insert
                processor_event: select, insert
                purchase: select, insert, update
                sandbox_payment: select, insert, update
                sandbox_refund: select, insert
                top_up: select, insert, update
                top_up_refund: select, insert, update
                voucher: select, insert, update (redeemed_by redeemed_at revoked_at)
                voucher_batch: select, insert, update (revoked_at)
                voucher_guess: select, insert, update
                """, decisions("farthing_login"));
    }

    /** The reporting role sees no hashes, no means of payment and no article text, column by column. */
    @Test
    void reportingRoleHasTheListedPrivileges() {
        assertEquals("""
                account: select (client_id balance_micros last_sequence spent_on spent_micros promo_micros promo_left \
                promo_until suspended)
                act: nothing
                act_outcome: nothing
                api_key: select (client_id id label created_at expires_at revoked_at last_used_at)
                article: select (id slug title summary price_micros access_period tags author language status published_at \
                expires_at word_count metadata version created_at updated_at)
                books: select (only_row currency)
                client: select (id name role max_price_micros daily_limit_micros auto_purchase created_at suspended_at \
                suspended_reason)
                flyway_schema_history: nothing
                ledger_entry: select (client_id sequence id kind from_account to_account amount_micros \
                balance_before_micros balance_after_micros article_id corrects reference reason created_at promo_micros \
                expires_at)
                processor_event: select (client_id processor event_id top_up_id type received_at)
                purchase: select (client_id article_id entry_id entry_sequence price_micros purchased_at expires_at \
                refunded_at)
                sandbox_payment: nothing
                sandbox_refund: nothing
                top_up: select (client_id id status amount_micros bonus_micros processor payment article failure card \
                reported_refunded_micros reported_disputed_micros refunded_micros refunding_micros charged_back_micros \
                reported_reinstated_micros reinstated_micros bonus_charged_back_micros dispute_pending \
                bonus_revoked_micros bonus_expires_at entry_sequence created_at expires_at settled_at next_check_at checks)
                top_up_refund: select (client_id id top_up_id status amount_micros bonus_micros reason created_at \
                settled_at next_check_at checks)
                voucher: select (batch number redeemed_by redeemed_at revoked_at)
                voucher_batch: select (id amount_micros size label promotional expires_at credit_expires_at created_at \
                revoked_at)
                voucher_guess: nothing
                """, decisions("farthing_reports"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "create temporary table mine (id int)",
                "create schema mine",
                "create function mine() returns int language sql as 'select 1'",
                "create index on article (title)",
                "create view mine as select 1",
                "alter table article add column mine int",
                "alter table ledger_entry disable trigger all",
                "drop table article",
                "truncate ledger_entry",
                "comment on table article is 'mine'",
                "alter table article owner to farthing_login",
                "create role mine"
            })
    void applicationChangesNoTable(String sql) {
        database.assertForbidden(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set amount_micros = 1",
                "delete from ledger_entry",
                "delete from purchase",
                "update books set currency = 'USD'",
                "update processor_event set type = 'x'",
                "update voucher set hash = hash",
                "update flyway_schema_history set success = true",
                "delete from flyway_schema_history",
                "insert into flyway_schema_history (installed_rank) values (0)"
            })
    void applicationRewritesNoHistory(String sql) {
        database.assertForbidden(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select hash from api_key",
                "select * from api_key",
                "select hint from api_key",
                "select body from article",
                "select body_html from article",
                "select hash from voucher",
                "select reference from top_up",
                "select checkout_url from top_up",
                "select request_hash from top_up",
                "select 1 from sandbox_payment",
                "select 1 from flyway_schema_history",
                "insert into books (currency) values ('USD')",
                "update account set balance_micros = 1",
                "delete from ledger_entry",
                "create table mine (id int)",
                "select set_config('role', 'farthing_app', false)"
            })
    void reportsDoNothingButLookAndSeeNoSecret(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> asReports(sql));
        assertEquals("42501", refused.getSQLState(), refused.getMessage());
    }

    @Test
    void reportsShowRevenue() throws SQLException {
        String slug = article("0.05");
        read(wallet("1.00"), slug);

        assertEquals(List.of("1 50000 950000"), asReports("""
                select count(*) || ' ' || sum(e.amount_micros) || ' ' || sum(acc.balance_micros)
                from ledger_entry e join article a on a.id = e.article_id join client c on c.id = e.client_id
                join account acc on acc.client_id = c.id join purchase p on p.client_id = c.id and p.article_id = a.id
                where e.kind = 'PURCHASE' and a.slug = '%s'
                """.formatted(slug)));
    }

    private String decisions(String login) {
        return database.rows(DECISIONS, login, login).stream()
                .map(row -> row.get(0) + "\n")
                .collect(Collectors.joining());
    }

    private List<String> asReports(String sql) throws SQLException {
        try (Connection connection = database.asReports();
                Statement statement = connection.createStatement()) {
            // The login's default refuses writes but could be unset; this tests the role's privileges.
            statement.execute("set default_transaction_read_only = off");
            if (!statement.execute(sql)) {
                return List.of();
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
