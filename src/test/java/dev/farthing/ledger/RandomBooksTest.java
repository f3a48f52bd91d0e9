package dev.farthing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Books;
import dev.farthing.support.Midnight;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * Random histories of one client's money. After each step the ledger says what {@link BooksModel} says, and every rule of
 * {@link Books} holds. A failure names its seed; {@code -Dbooks.seed=...} plays it again.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RandomBooksTest {
    private static final int HISTORIES = 200;
    private static final int STEPS = 30;
    private static final int ARTICLES = 4;

    @Inject
    Charging charging;

    @Inject
    Posting posting;

    @Inject
    Refunding refunding;

    @Inject
    Ownership ownership;

    private final TestDatabase database = TestDatabase.shared();
    private final String[] slugs = new String[ARTICLES];
    private final UUID[] articles = new UUID[ARTICLES];
    private final long[] prices = new long[ARTICLES];
    private Connection superuser;
    private UUID clientId;
    private BooksModel model;

    private enum Action {
        CREDIT,
        REPEAT_CREDIT,
        TAKE_BACK,
        READ,
        BUY,
        REFUND,
        UNDELIVERED,
        EXPIRE,
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
                Tuple.of(4, Action.CREDIT),
                Tuple.of(1, Action.REPEAT_CREDIT),
                Tuple.of(2, Action.TAKE_BACK),
                Tuple.of(10, Action.READ),
                Tuple.of(3, Action.BUY),
                Tuple.of(5, Action.REFUND),
                Tuple.of(1, Action.UNDELIVERED),
                Tuple.of(3, Action.EXPIRE),
                Tuple.of(3, Action.PRICE),
                Tuple.of(1, Action.MAX_PRICE),
                Tuple.of(1, Action.DAILY_LIMIT),
                Tuple.of(1, Action.AUTO_PURCHASE));
        // Around the prices, so that short, exact and ample credit all happen; and the smallest and largest amounts.
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
            case CREDIT -> credit(UUID.randomUUID().toString(), step.micros());
            case REPEAT_CREDIT -> repeatLastCredit();
            case TAKE_BACK -> takeBack(step.micros());
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

    private void credit(String reference, long micros) {
        if (micros > 0) {
            Posting.Outcome outcome =
                    posting.credit(movement(EntryKind.GRANT, AccountName.PROMOTION, micros, reference));
            model.credit(micros);
            assertEquals(false, ((Posting.Outcome.Done) outcome).replayed());
        }
    }

    private void repeatLastCredit() {
        List<List<String>> last = database.rows(
                "select reference, amount_micros from ledger_entry where client_id = ? and kind = 'GRANT' order by sequence desc limit 1",
                clientId);
        for (List<String> credit : last) {
            Posting.Outcome outcome = posting.credit(
                    movement(EntryKind.GRANT, AccountName.PROMOTION, Long.parseLong(credit.get(1)), credit.get(0)));
            assertEquals(true, ((Posting.Outcome.Done) outcome).replayed());
        }
    }

    private void takeBack(long micros) {
        if (micros > 0) {
            Posting.Outcome outcome = posting.takeBack(movement(
                    EntryKind.ADJUSTMENT,
                    AccountName.ADJUSTMENT,
                    micros,
                    UUID.randomUUID().toString()));
            assertEquals(model.takeBack(micros), outcome instanceof Posting.Outcome.Done);
        }
    }

    private Posting.Movement movement(EntryKind kind, AccountName other, long micros, String reference) {
        return new Posting.Movement(clientId, kind, other, micros, reference, "at random");
    }

    private ChargeOutcome charge(int article, boolean buy) {
        ChargeOutcome outcome =
                charging.charge(clientId, articles[article], buy ? Charging.Intent.BUY : Charging.Intent.READ);
        Terms expected = model.charge(article, prices[article], buy);
        assertEquals(expected, terms(outcome));
        if (outcome instanceof ChargeOutcome.Charged charged) {
            assertEquals(prices[article], charged.priceMicros());
            assertEquals(model.balance, charged.balanceMicros());
        }
        return outcome;
    }

    private static Terms terms(ChargeOutcome outcome) {
        if (outcome instanceof ChargeOutcome.Guarded guarded) {
            return guarded.guard();
        }
        return outcome instanceof ChargeOutcome.Charged
                ? Terms.CHARGE
                : outcome instanceof ChargeOutcome.AlreadyOwned
                        ? Terms.OWNED
                        : outcome instanceof ChargeOutcome.Free ? Terms.FREE : Terms.INSUFFICIENT;
    }

    private void refund(int article) {
        Refunding.Outcome outcome = refunding.refund(clientId, slugs[article], "at random");
        assertEquals(model.refund(article), outcome.getClass().getSimpleName());
    }

    private void chargeAndFailToDeliver(int article) {
        if (charge(article, false) instanceof ChargeOutcome.Charged charged) {
            Posted refund = refunding.undelivered(clientId, articles[article], charged.entryId());
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
                model.entries == 0 ? List.of() : List.of(model.balance + " " + model.entries),
                found("select balance_micros || ' ' || last_sequence from account where client_id = ?", clientId));
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
