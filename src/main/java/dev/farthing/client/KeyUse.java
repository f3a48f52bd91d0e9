package dev.farthing.client;

import dev.farthing.database.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Notes when keys were used, and writes it down within ten seconds: a read must not cost a write for that. Each second has a tenth
 * of the keys, so that no second has to write them all.
 */
@ApplicationScoped
public class KeyUse {
    private static final int SLICES = 10;

    /** Beyond 50,000 keys in ten seconds, a few late notes are lost rather than memory. */
    private static final int MOST_OF_A_SLICE = 50_000 / SLICES;

    private static final String WRITE = """
            update api_key k set last_used_at = greatest(k.last_used_at, to_timestamp(u.millis / 1000.0))
            from unnest(?::uuid[], ?::uuid[], ?::text[]::bigint[]) as u (client_id, id, millis)
            where k.client_id = u.client_id and k.id = u.id
            """;

    private final Database database;
    private final List<Map<ApiKey.Key, Long>> used = Stream.<Map<ApiKey.Key, Long>>generate(ConcurrentHashMap::new)
            .limit(SLICES)
            .toList();
    private int turn;
    private int resting;

    KeyUse(Database database) {
        this.database = database;
    }

    public void note(UUID clientId, UUID keyId) {
        ApiKey.Key key = new ApiKey.Key(clientId, keyId);
        Map<ApiKey.Key, Long> slice = used.get(Math.floorMod(key.hashCode(), SLICES));
        if (slice.size() < MOST_OF_A_SLICE) {
            slice.put(key, System.currentTimeMillis());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void writeNext() {
        if (resting > 0) {
            resting--;
            return;
        }
        turn = (turn + 1) % SLICES;
        try {
            write(used.get(turn));
        } catch (RuntimeException away) {
            // What could not be written is tried again, but not each second.
            resting = SLICES - 1;
            throw away;
        }
    }

    private void write(Map<ApiKey.Key, Long> slice) {
        Map<ApiKey.Key, Long> batch = Map.copyOf(slice);
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(slice::remove);
        UUID[] clients = new UUID[batch.size()];
        UUID[] keys = new UUID[batch.size()];
        String[] millis = new String[batch.size()];
        int i = 0;
        // In the order of the primary key: two instances that write the same keys do not wait for each other crosswise.
        List<Map.Entry<ApiKey.Key, Long>> uses = batch.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(ApiKey.Key::clientId).thenComparing(ApiKey.Key::id)))
                .toList();
        for (Map.Entry<ApiKey.Key, Long> use : uses) {
            clients[i] = use.getKey().clientId();
            keys[i] = use.getKey().id();
            millis[i++] = use.getValue().toString();
        }
        try {
            database.change(WRITE, clients, keys, millis);
        } catch (RuntimeException away) {
            batch.forEach(slice::putIfAbsent);
            throw away;
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        Map<ApiKey.Key, Long> all = new ConcurrentHashMap<>();
        used.forEach(all::putAll);
        write(all);
    }
}
