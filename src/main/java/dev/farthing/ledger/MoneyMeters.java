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
 * Counts the money that entries move, by what an entry says: its kind and its two accounts. Each is counted once, by the instance
 * that appended it and after the commit; one whose commit was acknowledged to nobody (the connection was lost on the way) may be
 * missing. So this shows what goes on; what is true stands in the entries.
 */
@ApplicationScoped
// With the service, so that its metrics are there before the first request.
@Startup
class MoneyMeters {
    private static final String NAME = "farthing.money.moved";

    private final MeterRegistry meters;
    private final Database database;
    private final Map<Way, MoneyCounter> counters = new ConcurrentHashMap<>();
    private final MoneyCounter purchases;

    MoneyMeters(MeterRegistry meters, Database database) {
        this.meters = meters;
        this.database = database;
        WAYS.forEach(this::counter);
        this.purchases = counter(new Way(EntryKind.PURCHASE, AccountName.CLIENT, AccountName.REVENUE));
    }

    private record Way(EntryKind kind, AccountName from, AccountName to) {}

    /** Those that there are, so that all are shown from the start. */
    private static final List<Way> WAYS = List.of(
            new Way(EntryKind.GRANT, AccountName.PROMOTION, AccountName.CLIENT),
            new Way(EntryKind.ADJUSTMENT, AccountName.ADJUSTMENT, AccountName.CLIENT),
            new Way(EntryKind.ADJUSTMENT, AccountName.CLIENT, AccountName.ADJUSTMENT),
            new Way(EntryKind.REFUND, AccountName.REVENUE, AccountName.CLIENT),
            new Way(EntryKind.TOP_UP, AccountName.PROCESSOR, AccountName.CLIENT),
            new Way(EntryKind.BONUS, AccountName.PROMOTION, AccountName.CLIENT),
            new Way(EntryKind.TOP_UP_REFUND, AccountName.CLIENT, AccountName.PROCESSOR),
            new Way(EntryKind.TOP_UP_REFUND_FAILED, AccountName.PROCESSOR, AccountName.CLIENT),
            new Way(EntryKind.BONUS_REVOKED, AccountName.CLIENT, AccountName.PROMOTION),
            new Way(EntryKind.CHARGEBACK, AccountName.CLIENT, AccountName.PROCESSOR),
            new Way(EntryKind.LOSS, AccountName.LOSS, AccountName.PROCESSOR),
            new Way(EntryKind.VOUCHER, AccountName.PROMOTION, AccountName.CLIENT),
            new Way(EntryKind.VOUCHER, AccountName.VOUCHERS, AccountName.CLIENT),
            new Way(EntryKind.EXPIRY, AccountName.CLIENT, AccountName.PROMOTION));

    /** Counts an entry as soon as it is committed; null, where none was appended, is nothing. Returns the entry. */
    PostedEntry moved(PostedEntry entry) {
        if (entry != null) {
            database.afterCommit(() ->
                    counter(new Way(entry.kind(), entry.from(), entry.to())).add(entry.amountMicros()));
        }
        return entry;
    }

    /** Counts a purchase that is committed. */
    void charged(long priceMicros) {
        purchases.add(priceMicros);
    }

    private MoneyCounter counter(Way way) {
        return counters.computeIfAbsent(
                way,
                made -> new MoneyCounter(
                        meters,
                        NAME,
                        "Money moved by ledger entries",
                        "kind",
                        label(made.kind()),
                        "from",
                        label(made.from()),
                        "to",
                        label(made.to())));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
