package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.web.MoneyCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The instance that appended an entry counts it once, after the commit; one whose commit lost its acknowledgement may be
 * missing. The entries are the truth.
 */
@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class MoneyMeters {
    private static final String NAME = "farthing.money.moved";

    private final MeterRegistry meters;
    private final Database database;
    private final Map<Route, MoneyCounter> counters = new ConcurrentHashMap<>();
    private final MoneyCounter purchases;

    MoneyMeters(MeterRegistry meters, Database database) {
        this.meters = meters;
        this.database = database;
        ROUTES.forEach(this::counter);
        this.purchases = counter(new Route(EntryKind.PURCHASE, AccountName.CLIENT, AccountName.REVENUE));
    }

    private record Route(EntryKind kind, AccountName from, AccountName to) {}

    /** Their counters exist from the start. */
    private static final List<Route> ROUTES = List.of(
            new Route(EntryKind.GRANT, AccountName.PROMOTION, AccountName.CLIENT),
            new Route(EntryKind.ADJUSTMENT, AccountName.ADJUSTMENT, AccountName.CLIENT),
            new Route(EntryKind.ADJUSTMENT, AccountName.CLIENT, AccountName.ADJUSTMENT),
            new Route(EntryKind.REFUND, AccountName.REVENUE, AccountName.CLIENT),
            new Route(EntryKind.TOP_UP, AccountName.PROCESSOR, AccountName.CLIENT),
            new Route(EntryKind.BONUS, AccountName.PROMOTION, AccountName.CLIENT),
            new Route(EntryKind.TOP_UP_REFUND, AccountName.CLIENT, AccountName.PROCESSOR),
            new Route(EntryKind.TOP_UP_REFUND_FAILED, AccountName.PROCESSOR, AccountName.CLIENT),
            new Route(EntryKind.BONUS_REVOKED, AccountName.CLIENT, AccountName.PROMOTION),
            new Route(EntryKind.CHARGEBACK, AccountName.CLIENT, AccountName.PROCESSOR),
            new Route(EntryKind.CHARGEBACK_REVERSED, AccountName.PROCESSOR, AccountName.CLIENT),
            new Route(EntryKind.LOSS, AccountName.LOSS, AccountName.PROCESSOR),
            new Route(EntryKind.LOSS_REVERSED, AccountName.PROCESSOR, AccountName.LOSS),
            new Route(EntryKind.VOUCHER, AccountName.PROMOTION, AccountName.CLIENT),
            new Route(EntryKind.VOUCHER, AccountName.VOUCHERS, AccountName.CLIENT),
            new Route(EntryKind.EXPIRY, AccountName.CLIENT, AccountName.PROMOTION));

    /** Null where no entry was appended. */
    PostedEntry moved(PostedEntry entry) {
        if (entry != null) {
            database.afterCommit(() ->
                    counter(new Route(entry.kind(), entry.from(), entry.to())).add(entry.amountMicros()));
        }
        return entry;
    }

    /** After the commit only. */
    void charged(long priceMicros) {
        purchases.add(priceMicros);
    }

    private MoneyCounter counter(Route route) {
        return counters.computeIfAbsent(
                route,
                added -> new MoneyCounter(
                        meters,
                        NAME,
                        "Money moved by ledger entries",
                        "kind",
                        label(added.kind()),
                        "from",
                        label(added.from()),
                        "to",
                        label(added.to())));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
