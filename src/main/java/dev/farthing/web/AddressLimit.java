package dev.farthing.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often callers of one network may do something within a window, counted on this instance. A window begins with its
 * first turn.
 */
// Caffeine finds the cache's classes by name.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
public final class AddressLimit {
    /** A few megabytes. Beyond, the networks that come least lose their count. */
    private static final int MOST_NETWORKS = 50_000;

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Cache<String, Turns> turns;

    public AddressLimit(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
        this.turns = Caffeine.newBuilder()
                .maximumSize(MOST_NETWORKS)
                .expireAfterWrite(window)
                .executor(Runnable::run)
                .build();
    }

    private record Turns(Instant since, int taken) {}

    /** Takes a turn; returns 0, or the seconds until the next. */
    public synchronized int take(String network) {
        Instant now = clock.instant();
        Turns before = turns.getIfPresent(network);
        if (before == null || !now.isBefore(before.since().plus(window))) {
            turns.put(network, new Turns(now, 1));
            return 0;
        }
        if (before.taken() >= most) {
            long leftMs = Duration.between(now, before.since().plus(window)).toMillis();
            return (int) (1 + leftMs / 1_000);
        }
        turns.put(network, new Turns(before.since(), before.taken() + 1));
        return 0;
    }

    /** Returns a turn that was taken. */
    public synchronized void giveBack(String network) {
        turns.asMap().computeIfPresent(network, (key, held) -> new Turns(held.since(), Math.max(0, held.taken() - 1)));
    }
}
