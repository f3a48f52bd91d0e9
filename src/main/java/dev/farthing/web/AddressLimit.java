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

    /** @param held begun, and perhaps given back */
    private record Turns(Instant since, int taken, int held) {}

    /** Takes a turn; returns 0, or the seconds until the next. */
    public synchronized int take(String network) {
        int waitS = hold(network);
        if (waitS == 0) {
            takeHeld(network);
        }
        return waitS;
    }

    /**
     * Holds a turn until {@link #takeHeld} or {@link #giveBack}; returns 0, or the seconds until the next: one if turns are held that may be
     * given back.
     */
    public synchronized int hold(String network) {
        Instant now = clock.instant();
        Turns before = turns.getIfPresent(network);
        if (before == null || !now.isBefore(before.since().plus(window))) {
            before = new Turns(now, 0, before == null ? 0 : before.held());
        }
        if (before.taken() >= most) {
            long leftMs = Duration.between(now, before.since().plus(window)).toMillis();
            return (int) (1 + leftMs / 1_000);
        }
        if (before.taken() + before.held() >= most) {
            return 1;
        }
        turns.put(network, new Turns(before.since(), before.taken(), before.held() + 1));
        return 0;
    }

    /** A held turn counts. */
    public synchronized void takeHeld(String network) {
        end(network, 1);
    }

    /** A held turn does not count. */
    public synchronized void giveBack(String network) {
        end(network, 0);
    }

    private void end(String network, int taken) {
        turns.asMap()
                .computeIfPresent(
                        network,
                        (key, before) ->
                                new Turns(before.since(), before.taken() + taken, Math.max(0, before.held() - 1)));
    }
}
