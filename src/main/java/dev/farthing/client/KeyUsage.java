package dev.farthing.client;

import dev.farthing.database.Database;
import dev.farthing.database.FaultLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Records when keys are used. Writes are batched, so that a read costs none: each second writes a tenth of the keys.
 */
@ApplicationScoped
public class KeyUsage {
    private static final Logger LOG = Logger.getLogger(KeyUsage.class);

    private static final int SLICES = 10;

    /** Bounds memory: drops uses beyond 50,000 keys in ten seconds. */
    private static final int MAX_SLICE_SIZE = 50_000 / SLICES;

    private static final String WRITE = """
            update api_key k set last_used_at = greatest(k.last_used_at, to_timestamp(u.millis / 1000.0))
            from unnest(?::uuid[], ?::uuid[], ?::text[]::bigint[]) as u (client_id, id, millis)
            where k.client_id = u.client_id and k.id = u.id
            """;

    private final Database database;
    private final Clock clock;
    private final List<Map<ApiKey.Key, Long>> slices = Stream.<Map<ApiKey.Key, Long>>generate(ConcurrentHashMap::new)
            .limit(SLICES)
            .toList();
    private int nextSlice;
    private int runsToSkip;

    KeyUsage(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void record(UUID clientId, UUID keyId) {
        ApiKey.Key key = new ApiKey.Key(clientId, keyId);
        Map<ApiKey.Key, Long> slice = slices.get(Math.floorMod(key.hashCode(), SLICES));
        if (slice.size() < MAX_SLICE_SIZE) {
            slice.put(key, clock.instant().toEpochMilli());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void writeNextSlice() {
        if (runsToSkip > 0) {
            runsToSkip--;
            return;
        }
        nextSlice = (nextSlice + 1) % SLICES;
        FaultLog.job(LOG, "The record of used keys", this::writeSlice);
    }

    private void writeSlice() {
        try {
            write(slices.get(nextSlice));
        } catch (RuntimeException failed) {
            // The slice keeps its keys; a database that is down is asked every ten seconds only.
            runsToSkip = SLICES - 1;
            throw failed;
        }
    }

    private void write(Map<ApiKey.Key, Long> slice) {
        Map<ApiKey.Key, Long> batch = Map.copyOf(slice);
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(slice::remove);
        // In primary key order, so that two instances cannot deadlock.
        List<Map.Entry<ApiKey.Key, Long>> uses = batch.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(ApiKey.Key::clientId).thenComparing(ApiKey.Key::id)))
                .toList();
        try {
            database.change(
                    WRITE,
                    uses.stream().map(use -> use.getKey().clientId()).toArray(UUID[]::new),
                    uses.stream().map(use -> use.getKey().id()).toArray(UUID[]::new),
                    uses.stream().map(use -> use.getValue().toString()).toArray(String[]::new));
        } catch (RuntimeException failed) {
            batch.forEach(slice::putIfAbsent);
            throw failed;
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        Map<ApiKey.Key, Long> all = new HashMap<>();
        slices.forEach(all::putAll);
        FaultLog.job(LOG, "The last record of used keys", () -> write(all));
    }
}
