package dev.farthing.topup;

import dev.farthing.database.Database;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The top-ups: opened once for each reference, found again, and leased to whoever asks the processor about them. */
@ApplicationScoped
public class TopUps {
    private static final String OPEN = """
            insert into top_up (client_id, id, status, amount_micros, bonus_micros, processor, reference, request_hash,
                                article, return_to, card, card_fingerprint, created_at, expires_at, next_check_at)
            values (?, ?, 'PENDING', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict on constraint top_up_once_per_reference do nothing
            """;

    private static final String BEGUN = """
            update top_up set session = ?, checkout_url = ? where client_id = ? and id = ? and session is null
            """;

    private static final String GIVEN_UP = """
            update top_up set status = 'EXPIRED', settled_at = clock_timestamp()
            where client_id = ? and id = ? and status = 'PENDING' and session is null and expires_at < clock_timestamp()
            """;

    /** One statement finds what is due and takes it: other instances pass over what is locked, and then over what is taken. */
    private static final String LEASE = """
            update %1$s due set checks = checks + 1,
                   next_check_at = clock_timestamp() + least(interval '1 hour', ? * interval '1 ms' * power(2, least(checks, 20)))
            from (select client_id, id from %1$s where status = 'PENDING' and next_check_at <= clock_timestamp()
                  order by next_check_at limit ? for update skip locked) found
            where due.client_id = found.client_id and due.id = found.id
            returning due.client_id, due.id
            """;

    private final Database database;
    private final TopUpConfig config;

    TopUps(Database database, TopUpConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * A top-up to open.
     *
     * @param reference what makes the request repeatable; a client has one top-up with it
     * @param requestHash of a body that is not kept, or null
     * @param card brand and last digits, where it is known already
     */
    public record Wanted(
            UUID clientId,
            long amountMicros,
            long bonusMicros,
            String processor,
            String reference,
            byte[] requestHash,
            String article,
            String returnTo,
            String card,
            String cardFingerprint) {

        public static Wanted of(
                UUID clientId, long amountMicros, long bonusMicros, String processor, String reference) {
            return new Wanted(clientId, amountMicros, bonusMicros, processor, reference, null, null, null, null, null);
        }

        public Wanted returning(String slug, String address) {
            return new Wanted(
                    clientId, amountMicros, bonusMicros, processor, reference, null, slug, address, null, null);
        }

        public Wanted by(String brandAndDigits, String fingerprint, byte[] hash) {
            return new Wanted(
                    clientId,
                    amountMicros,
                    bonusMicros,
                    processor,
                    reference,
                    hash,
                    article,
                    returnTo,
                    brandAndDigits,
                    fingerprint);
        }
    }

    /** The top-up with this reference, opened now or before. */
    public record Opened(TopUp topUp, boolean before) {}

    public Opened open(Wanted wanted) {
        Instant now = Instant.now();
        int made = database.change(
                OPEN,
                wanted.clientId(),
                Ids.next(),
                wanted.amountMicros(),
                wanted.bonusMicros(),
                wanted.processor(),
                wanted.reference(),
                wanted.requestHash(),
                wanted.article(),
                wanted.returnTo(),
                wanted.card(),
                wanted.cardFingerprint(),
                now,
                now.plus(config.checkoutLifetime()),
                now.plus(config.reconcileAfter()));
        return new Opened(byReference(wanted.clientId(), wanted.reference()), made == 0);
    }

    public void begun(TopUp topUp, Processor.Checkout checkout) {
        database.change(BEGUN, checkout.session(), checkout.url(), topUp.clientId, topUp.id);
    }

    /** Ends a top-up whose checkout nobody has ever seen, since the processor never answered. */
    void giveUp(TopUp topUp) {
        database.change(GIVEN_UP, topUp.clientId, topUp.id);
    }

    /** In a transaction of its own each time, so that what others have written meanwhile is seen. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public TopUp find(UUID clientId, UUID id) {
        return TopUp.findById(new TopUp.Key(clientId, id));
    }

    /** Whoever's it is. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public TopUp find(UUID id) {
        return TopUp.find("id = ?1", id).firstResult();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public TopUp byReference(UUID clientId, String reference) {
        return TopUp.find("clientId = ?1 and reference = ?2", clientId, reference)
                .firstResult();
    }

    /** Takes up to {@code most} pending top-ups whose time has come, for this instance alone until the next time. */
    List<TopUp.Key> due(int most) {
        return lease("top_up", most);
    }

    /** As {@link #due}, of the payments back. */
    List<TopUp.Key> refundsDue(int most) {
        return lease("top_up_refund", most);
    }

    private List<TopUp.Key> lease(String table, int most) {
        Duration first = config.reconcileAfter();
        return database.rows(
                LEASE.formatted(table),
                row -> new TopUp.Key(row.getObject("client_id", UUID.class), row.getObject("id", UUID.class)),
                first.toMillis(),
                most);
    }
}
