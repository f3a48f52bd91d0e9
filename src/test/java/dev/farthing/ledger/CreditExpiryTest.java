package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The job that books out promotional credit whose time is over. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CreditExpiryTest {
    @Inject
    CreditExpiry expiring;

    @Inject
    Postings posting;

    private final TestDatabase database = TestDatabase.shared();

    @Test
    void jobBooksOutWhatHasExpiredOfEverybody() throws InterruptedException {
        Instant end = Instant.now().plusMillis(2_000);
        List<Wallet> readers = Stream.generate(() -> wallet("0.50")).limit(3).toList();
        readers.forEach(reader -> grant(reader, 250_000, end));
        Wallet other = wallet("0.50");
        grant(other, 250_000, end.plusSeconds(3_600));
        sleepUntil(end);

        expiring.expireDue();

        readers.forEach(reader -> assertEquals(
                List.of("GRANT 500000 500000", "GRANT 250000 750000", "EXPIRY 250000 500000"), entries(reader)));
        assertEquals(List.of("GRANT 500000 500000", "GRANT 250000 750000"), entries(other));
        expiring.expireDue();
        readers.forEach(reader -> assertEquals(3, entries(reader).size()));
        Books.assertRight(database);
    }

    @Test
    void whatWasSpentInTimeDoesNotExpire() throws InterruptedException {
        Wallet reader = wallet("0.50");
        Instant end = Instant.now().plusMillis(1_200);
        grant(reader, 50_000, end);
        read(reader, article("0.05")).then().statusCode(200);
        sleepUntil(end);

        expiring.expireDue();

        assertEquals(List.of("GRANT 500000 500000", "GRANT 50000 550000", "PURCHASE 50000 500000"), entries(reader));
    }

    @Test
    void creditIsBookedOutOnceByInstancesThatRace() throws InterruptedException {
        Wallet reader = wallet("0.50");
        Instant end = Instant.now().plusMillis(1_200);
        grant(reader, 50_000, end);
        sleepUntil(end);

        List<PostedEntry> booked = Race.run(16, i -> expiring.expire(UUID.fromString(reader.id())));

        assertEquals(1, booked.stream().filter(Objects::nonNull).count());
        assertEquals(List.of("GRANT 500000 500000", "GRANT 50000 550000", "EXPIRY 50000 500000"), entries(reader));
    }

    @Test
    void nothingIsBookedForWhoHasNothing() {
        assertNull(expiring.expire(UUID.fromString(wallet().id())));
        assertNull(expiring.expire(UUID.randomUUID()));
    }

    private void grant(Wallet reader, long micros, Instant end) {
        Movement grant = Movement.of(
                        UUID.fromString(reader.id()),
                        EntryKind.GRANT,
                        AccountName.PROMOTION,
                        micros,
                        UUID.randomUUID().toString(),
                        "for a test")
                .promotional(end);
        assertEquals(Postings.Outcome.Done.class, posting.credit(grant).getClass());
    }

    /** Kind, amount and balance after it of each entry. */
    private List<String> entries(Wallet reader) {
        return database
                .rows(
                        "select kind || ' ' || amount_micros || ' ' || balance_after_micros from ledger_entry where client_id = ?::uuid order by sequence",
                        reader.id())
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static void sleepUntil(Instant end) throws InterruptedException {
        Thread.sleep(Math.max(0, java.time.Duration.between(Instant.now(), end).toMillis()) + 50);
    }
}
