package dev.farthing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Books;
import dev.farthing.support.Midnight;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Repetitions;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories of one client's money: after each step the ledger equals {@link BooksModel} and keeps every rule of
 * {@link Books}. A failure names its seed; {@code -Dbooks.seed=...} repeats it.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RandomBooksTest {
    private static final int HISTORIES = Repetitions.of(40, 200);
    private static final int STEPS = 30;
    /** One for each credit part to take back from. */
    private static final int ARTICLES = 4;

    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private static final String ENTRIES = """
            select kind || ' ' || amount_micros || ' ' || promo_micros from ledger_entry where client_id = ? order by sequence
            """;

    /** Formatted as a sorted map of instants. */
    private static final String LOTS = """
            select to_char(least(until, '9999-12-31T23:59:59Z') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"=') || micros
            from account, unnest(promo_left, promo_until) with ordinality as lot (micros, until, n)
            where client_id = ? order by n
            """;

    @Inject
    Charges charges;

    @Inject
    Postings postings;

    @Inject
    Refunds refunds;

    @Inject
    Ownership ownership;

    @Inject
    Credit credit;

    private final TestDatabase database = TestDatabase.shared();
    private final String[] slugs = new String[ARTICLES];
    private final UUID[] articles = new UUID[ARTICLES];
    private final long[] prices = new long[ARTICLES];
    private Connection superuser;
    private UUID clientId;
    private BooksModel model;
    private Movement lastGrant;

    private enum Action {
        GRANT,
        REPEAT_GRANT,
        ADJUST,
        TAKE_BACK,
        READ,
        BUY,
        REFUND,
        UNDELIVERED,
        EXPIRE,
        EXPIRE_LOT,
        PRICE,
        MAX_PRICE,
        DAILY_LIMIT,
        AUTO_PURCHASE
    }

    private record Step(Action action, int article, long micros) {}

    @BeforeEach
    void makeArticles() throws SQLException {
        superuser = database.asSuperuser();
        for (int i = 0; i < ARTICLES; i++) {
            slugs[i] = Api.article("0.05");
            articles[i] = UUID.fromString(database.value("select id from article where slug = ?", slugs[i]));
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        superuser.close();
    }

    @Test
    void everyHistoryLeavesTheBooksRight() throws InterruptedException {
        Midnight.stayClear(Duration.ofSeconds(90));
        long seed = Long.getLong("books.seed", System.nanoTime());
        JqwikSession.run(() -> {
            RandomGenerator<List<Step>> histories = histories().generator(1000, true);
            Random random = new Random(seed);
            for (int i = 0; i < HISTORIES; i++) {
                play(histories.next(random).value(), seed);
            }
        });
        Books.assertRight(database);
    }

    private static Arbitrary<List<Step>> histories() {
        Arbitrary<Action> actions = Arbitraries.frequency(
                Tuple.of(4, Action.GRANT),
                Tuple.of(1, Action.REPEAT_GRANT),
                Tuple.of(2, Action.ADJUST),
                Tuple.of(3, Action.TAKE_BACK),
                Tuple.of(10, Action.READ),
                Tuple.of(3, Action.BUY),
                Tuple.of(5, Action.REFUND),
                Tuple.of(1, Action.UNDELIVERED),
                Tuple.of(3, Action.EXPIRE),
                Tuple.of(2, Action.EXPIRE_LOT),
                Tuple.of(3, Action.PRICE),
                Tuple.of(1, Action.MAX_PRICE),
                Tuple.of(1, Action.DAILY_LIMIT),
                Tuple.of(1, Action.AUTO_PURCHASE));
        // Around the prices, so that short, exact and ample credit occur; and the smallest and largest amounts.
        Arbitrary<Long> micros = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 12).map(cents -> cents * 10_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 300_000)),
                Tuple.of(1, Arbitraries.of(1L, dev.farthing.web.Money.MAX_MICROS)));
        return Combinators.combine(actions, Arbitraries.integers().between(0, ARTICLES - 1), micros)
                .as(Step::new)
                .list()
                .ofSize(STEPS);
    }

    private void play(List<Step> history, long seed) {
        clientId = UUID.fromString(Api.wallet().id());
        model = new BooksModel();
        lastGrant = null;
        for (int i = 0; i < ARTICLES; i++) {
            changePrice(i, 50_000);
        }
        List<Step> played = new ArrayList<>();
        for (Step step : history) {
            played.add(step);
            try {
                take(step);
                assertBooksAgree();
            } catch (AssertionError | SQLException fault) {
                throw new AssertionError("seed " + seed + " after " + played, fault);
            }
        }
    }

    private void take(Step step) throws SQLException {
        int article = step.article();
        switch (step.action()) {
            case GRANT -> grant(step.micros(), article == 0 ? null : TODAY.plus(Duration.ofDays(article)));
            case REPEAT_GRANT -> repeatLastGrant();
            case ADJUST -> adjust(step.micros());
            case TAKE_BACK -> takeBack(step.micros(), CreditPart.values()[article]);
            case READ, BUY -> charge(article, step.action() == Action.BUY);
            case REFUND -> refund(article);
            case UNDELIVERED -> chargeAndFailToDeliver(article);
            case EXPIRE -> {
                superuser(
                        "update purchase set expires_at = purchased_at where client_id = ? and article_id = ?",
                        clientId,
                        articles[article]);
                model.expire(article);
            }
            case EXPIRE_LOT -> expireSoonestLot();
            case PRICE -> changePrice(article, step.micros());
            case MAX_PRICE -> {
                model.maxPrice = article == 0 ? null : Long.valueOf(step.micros());
                superuser("update client set max_price_micros = ? where id = ?", model.maxPrice, clientId);
            }
            case DAILY_LIMIT -> {
                model.dailyLimit = article == 0 ? null : Long.valueOf(step.micros() * 3);
                superuser("update client set daily_limit_micros = ? where id = ?", model.dailyLimit, clientId);
            }
            case AUTO_PURCHASE -> {
                model.autoPurchase = !model.autoPurchase;
                superuser("update client set auto_purchase = ? where id = ?", model.autoPurchase, clientId);
            }
        }
    }

    private void grant(long micros, Instant end) {
        if (micros > 0) {
            lastGrant = movement(EntryKind.GRANT, AccountName.PROMOTION, micros).promotional(end);
            model.grant(micros, end == null ? BooksModel.NEVER : end);
            Postings.Outcome outcome = postings.credit(lastGrant);
            assertEquals(false, ((Postings.Outcome.Done) outcome).replayed());
        }
    }

    private void repeatLastGrant() {
        if (lastGrant != null) {
            model.bookOutExpired();
            Postings.Outcome outcome = postings.credit(lastGrant);
            assertEquals(true, ((Postings.Outcome.Done) outcome).replayed());
        }
    }

    private void adjust(long micros) {
        if (micros > 0) {
            model.adjust(micros);
            Postings.Outcome outcome = postings.credit(movement(EntryKind.ADJUSTMENT, AccountName.ADJUSTMENT, micros));
            assertEquals(false, ((Postings.Outcome.Done) outcome).replayed());
        }
    }

    private void takeBack(long micros, CreditPart part) {
        if (micros > 0) {
            Postings.Outcome outcome = postings.takeBack(movement(EntryKind.ADJUSTMENT, AccountName.ADJUSTMENT, micros)
                    .from(part));
            assertEquals(model.takeBack(micros, part), outcome instanceof Postings.Outcome.Done);
        }
    }

    private Movement movement(EntryKind kind, AccountName other, long micros) {
        return Movement.of(clientId, kind, other, micros, UUID.randomUUID().toString(), "at random");
    }

    private void expireSoonestLot() {
        Map.Entry<Integer, Instant> lot = model.expireSoonestLot();
        if (lot != null) {
            superuser(
                    "update account set promo_until[?] = ?::timestamptz where client_id = ?",
                    lot.getKey(),
                    lot.getValue().toString(),
                    clientId);
        }
    }

    private ChargeOutcome charge(int article, boolean buy) {
        ChargeOutcome outcome =
                charges.charge(clientId, articles[article], buy ? Charges.Intent.BUY : Charges.Intent.READ);
        Eligibility expected = model.charge(article, prices[article], buy);
        assertEquals(expected, terms(outcome));
        if (outcome instanceof ChargeOutcome.Charged charged) {
            assertEquals(prices[article], charged.priceMicros());
            assertEquals(model.balance, charged.balanceMicros());
        }
        return outcome;
    }

    private static Eligibility terms(ChargeOutcome outcome) {
        if (outcome instanceof ChargeOutcome.Guarded guarded) {
            return guarded.guard();
        }
        return outcome instanceof ChargeOutcome.Charged
                ? Eligibility.CHARGE
                : outcome instanceof ChargeOutcome.AlreadyOwned
                        ? Eligibility.OWNED
                        : outcome instanceof ChargeOutcome.Free ? Eligibility.FREE : Eligibility.INSUFFICIENT;
    }

    private void refund(int article) {
        Refunds.Outcome outcome = refunds.refund(clientId, slugs[article], "at random");
        assertEquals(model.refund(article), outcome.getClass().getSimpleName());
    }

    private void chargeAndFailToDeliver(int article) {
        if (charge(article, false) instanceof ChargeOutcome.Charged charged) {
            PostedEntry refund = refunds.undelivered(clientId, articles[article], charged.entryId());
            assertEquals("Refunded", model.refund(article));
            assertEquals(model.balance, refund.balanceAfterMicros());
        }
    }

    private void changePrice(int article, long micros) {
        superuser("update article set price_micros = ? where id = ?", micros, articles[article]);
        prices[article] = micros;
    }

    private void assertBooksAgree() throws SQLException {
        assertEquals(List.of(), found(Books.faultsOfOneClient(), clientId, clientId, clientId));
        assertEquals(
                model.entries.isEmpty()
                        ? List.of()
                        : List.of(model.balance + " " + model.promo() + " " + model.entries.size()),
                found(
                        "select balance_micros || ' ' || promo_micros || ' ' || last_sequence from account where client_id = ?",
                        clientId));
        assertEquals(model.entries, found(ENTRIES, clientId));
        assertEquals(
                model.lots.toString(),
                found(LOTS, clientId).toString().replace("[", "{").replace("]", "}"));
        assertEquals(model.spendable(), credit.of(clientId).balanceMicros());
        assertEquals(
                IntStream.range(0, ARTICLES)
                        .filter(model::owns)
                        .mapToObj(i -> articles[i])
                        .collect(java.util.stream.Collectors.toSet()),
                ownership.among(clientId, List.of(articles)));
    }

    private List<String> found(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void superuser(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = superuser.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
