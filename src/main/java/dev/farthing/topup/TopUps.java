package dev.farthing.topup;

import dev.farthing.database.Database;
import dev.farthing.database.ReadOnly;
import dev.farthing.ledger.AccountLock;
import dev.farthing.web.Ids;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class TopUps {
    private static final String OPEN = """
            insert into top_up (client_id, id, status, amount_micros, bonus_micros, processor, reference, request_hash,
                                article, return_to, card, created_at, expires_at, next_check_at)
            values (?, ?, 'PENDING', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict on constraint top_up_once_per_reference do nothing
            """;

    /** Counts what is begun as paid. */
    private static final String HAS_ROOM = """
            select (select coalesce(sum(amount_micros + bonus_micros), 0) from top_up
                    where client_id = ? and status in ('PENDING', 'PAID'))
                 + coalesce((select balance_micros from account where client_id = ?), 0) + ? <= ? as fits
            """;

    private static final String SAVE_CHECKOUT = """
            update top_up set session = ?, checkout_url = ? where client_id = ? and id = ? and session is null
            """;

    private static final String EXPIRE = """
            update top_up set status = 'EXPIRED', settled_at = clock_timestamp()
            where client_id = ? and id = ? and status = 'PENDING' and session is null and expires_at < clock_timestamp()
            """;

    /** Other instances skip locked rows, then leased ones. The pause doubles, up to an hour. */
    private static final String LEASE = """
            update %1$s due set checks = checks + 1,
                   next_check_at = clock_timestamp() + least(interval '1 hour', ? * interval '1 ms' * power(2, least(checks, 20)))
            from (select client_id, id from %1$s where %2$s and next_check_at <= clock_timestamp()
                  order by next_check_at limit ? for update skip locked) found
            where due.client_id = found.client_id and due.id = found.id
            returning due.client_id, due.id
            """;

    private final Database database;
    private final TopUpConfig config;
    private final Clock clock;

    TopUps(Database database, TopUpConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param reference a client has one top-up with it
     * @param requestHash of an unkept body, or null
     * @param card brand and last digits, or null
     */
    public record Request(
            UUID clientId,
            long amountMicros,
            long bonusMicros,
            String processor,
            String reference,
            byte[] requestHash,
            String article,
            String returnTo,
            String card) {

        public static Request of(
                UUID clientId, long amountMicros, long bonusMicros, String processor, String reference) {
            return new Request(clientId, amountMicros, bonusMicros, processor, reference, null, null, null, null);
        }

        public Request returning(String slug, String address) {
            return new Request(clientId, amountMicros, bonusMicros, processor, reference, null, slug, address, null);
        }

        public Request by(String brandAndDigits, byte[] hash) {
            return new Request(
                    clientId, amountMicros, bonusMicros, processor, reference, hash, article, returnTo, brandAndDigits);
        }
    }

    public record Result(TopUp topUp, boolean replayed) {}

    /**
     * Before anything is paid. Credit may still fill the account afterwards; {@link Settlement} sees to that.
     *
     * @throws Problem {@code balance_too_low}
     */
    public void requireRoom(UUID clientId, long micros) {
        if (!database.row(
                HAS_ROOM, row -> row.getBoolean("fits"), clientId, clientId, micros, AccountLock.MOST_MICROS)) {
            throw Problem.of(
                    ProblemCode.BALANCE_TOO_LOW,
                    "With this top-up and those under way the balance would exceed its maximum of 10^12.");
        }
    }

    public Result open(Request request) {
        Instant now = clock.instant();
        int inserted = database.change(
                OPEN,
                request.clientId(),
                Ids.next(),
                request.amountMicros(),
                request.bonusMicros(),
                request.processor(),
                request.reference(),
                request.requestHash(),
                request.article(),
                request.returnTo(),
                request.card(),
                now,
                now.plus(config.checkoutLifetime()),
                now.plus(config.reconcileAfter()));
        return new Result(byReference(request.clientId(), request.reference()), inserted == 0);
    }

    public void saveCheckout(TopUp topUp, Processor.Checkout checkout) {
        database.change(SAVE_CHECKOUT, checkout.session(), checkout.url(), topUp.clientId, topUp.id);
    }

    /** Only without a checkout: it cannot have been paid. */
    void expire(TopUp topUp) {
        database.change(EXPIRE, topUp.clientId, topUp.id);
    }

    /** A transaction of its own sees what others committed meanwhile. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @ReadOnly
    public TopUp find(UUID clientId, UUID id) {
        return TopUp.findById(new TopUp.Key(clientId, id));
    }

    /** Any client's. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @ReadOnly
    public TopUp find(UUID id) {
        return TopUp.find("id = ?1", id).firstResult();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @ReadOnly
    public TopUp byReference(UUID clientId, String reference) {
        return TopUp.find("clientId = ?1 and reference = ?2", clientId, reference)
                .firstResult();
    }

    List<TopUp.Key> due(int most) {
        return lease("top_up", "(status in ('PENDING', 'PAID') or dispute_pending)", most);
    }

    List<TopUp.Key> refundsDue(int most) {
        return lease("top_up_refund", "status = 'PENDING'", most);
    }

    private List<TopUp.Key> lease(String table, String open, int most) {
        return database.rows(
                LEASE.formatted(table, open),
                row -> new TopUp.Key(row.getObject("client_id", UUID.class), row.getObject("id", UUID.class)),
                config.reconcileAfter().toMillis(),
                most);
    }
}
