package dev.farthing.client;

import dev.farthing.ledger.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when keys were used, and writes it down every ten seconds: a read must not cost a write for that. */
@ApplicationScoped
public class KeyUse {
    /** Beyond this many keys in ten seconds, a few late notes are lost rather than memory. */
    private static final int MOST = 50_000;

    private static final String WRITE = """
            update api_key k set last_used_at = greatest(k.last_used_at, to_timestamp(u.millis / 1000.0))
            from unnest(?::uuid[], ?::uuid[], ?::text[]::bigint[]) as u (client_id, id, millis)
            where k.client_id = u.client_id and k.id = u.id
            """;

    private final Database database;
    private final Map<ApiKey.Key, Long> used = new ConcurrentHashMap<>();

    KeyUse(Database database) {
        this.database = database;
    }

    public void note(UUID clientId, UUID keyId) {
        if (used.size() < MOST) {
            used.put(new ApiKey.Key(clientId, keyId), System.currentTimeMillis());
        }
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        Map<ApiKey.Key, Long> batch = Map.copyOf(used);
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(used::remove);
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
            batch.forEach(used::putIfAbsent);
            throw away;
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        write();
    }
}
