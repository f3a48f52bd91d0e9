package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Remote.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Paying readers who continue while the database goes away and returns. They accept the right answer, and 503 with
 * Retry-After, which they follow; any other answer fails the test, also 402, since they have ample credit.
 */
public final class Readers {
    private static final int THREADS = 6;
    private static final int WALLETS = 80;
    private static final int ARTICLES = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Remote instance;
    private final List<Wallet> wallets;
    private final List<String> slugs;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final Set<Purchase> paid = ConcurrentHashMap.newKeySet();
    private final Set<Purchase> read = ConcurrentHashMap.newKeySet();
    private final Set<String> credited = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unavailable = new AtomicInteger();
    private volatile boolean closing;

    private record Purchase(String clientId, String slug) {}

    private Readers(Remote instance) {
        this.instance = instance;
        this.slugs =
                Stream.generate(() -> instance.article("0.01")).limit(ARTICLES).toList();
        this.wallets =
                Stream.generate(() -> instance.wallet("3.00")).limit(WALLETS).toList();
    }

    /** Starts readers of this instance, each with its own articles and credit. */
    public static Readers of(Remote instance) {
        Readers readers = new Readers(instance);
        for (int i = 0; i < THREADS; i++) {
            readers.running.add(readers.threads.submit(readers::goOn));
        }
        return readers;
    }

    public void awaitPurchases(int more) {
        int until = paid.size() + more;
        await(() -> paid.size() >= until);
    }

    /** Waits for this many more 503 answers. */
    public void awaitUnavailable(int more) {
        int until = unavailable.get() + more;
        await(() -> unavailable.get() >= until);
    }

    /** Number of 503 answers. */
    public int timesUnavailable() {
        return unavailable.get();
    }

    /** Lets them finish; the database has to be available. */
    public void finish() {
        closing = true;
        running.forEach(Readers::join);
        threads.shutdown();
    }

    /** Asserts that the books have each answered purchase once, and no others. */
    public void assertBooked(TestDatabase database) {
        List<Purchase> booked = database
                .rows("select e.client_id, a.slug from ledger_entry e join article a on a.id = e.article_id"
                        + " where e.kind = 'PURCHASE'")
                .stream()
                .map(row -> new Purchase(row.get(0), row.get(1)))
                .filter(purchase -> slugs.contains(purchase.slug()))
                .toList();
        Set<Purchase> once = new HashSet<>(booked);
        assertEquals(booked.size(), once.size(), "an article was paid for twice");
        Set<Purchase> lost = new HashSet<>(read);
        lost.addAll(paid);
        lost.removeAll(once);
        assertEquals(Set.of(), lost, "read, and not in the books");
        Set<String> references = new HashSet<>();
        database.rows("select reference from ledger_entry where kind = 'GRANT'")
                .forEach(row -> references.add(row.get(0)));
        Set<String> lostCredit = new HashSet<>(credited);
        lostCredit.removeIf(key -> references.stream().anyMatch(reference -> reference.endsWith(key)));
        assertEquals(Set.of(), lostCredit, "credited, and not in the books");
    }

    private void goOn() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!closing) {
            Wallet wallet = wallets.get(random.nextInt(wallets.size()));
            switch (random.nextInt(10)) {
                case 0 -> look(wallet);
                case 1 -> credit(wallet);
                default -> read(wallet, slugs.get(random.nextInt(slugs.size())));
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void read(Wallet wallet, String slug) {
        Answer answer = instance.read(wallet, slug);
        if (isThere(answer)) {
            assertEquals(200, answer.status(), answer.body());
            assertTrue(answer.body().contains(slug), answer.body());
            Purchase purchase = new Purchase(wallet.id(), slug);
            if (answer.charged().equals("0 EUR")) {
                read.add(purchase);
            } else {
                assertEquals("0.01 EUR", answer.charged());
                assertTrue(paid.add(purchase), "charged twice");
            }
        }
    }

    /** Reads in a transaction of its own, unlike the gate. */
    private void look(Wallet wallet) {
        Answer answer = instance.get(wallet.key(), "/v1/me/entries");
        if (isThere(answer)) {
            assertEquals(200, answer.status(), answer.body());
        }
    }

    /** Credit from an admin, retried until it is answered, and given once. */
    private void credit(Wallet wallet) {
        String key = UUID.randomUUID().toString();
        Answer answer = instance.credit(wallet, "0.01", key);
        while (!isThere(answer)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = instance.credit(wallet, "0.01", key);
        }
        assertEquals(201, answer.status(), answer.body());
        credited.add(key);
    }

    private boolean isThere(Answer answer) {
        if (answer.status() != 503) {
            return true;
        }
        assertEquals("unavailable", answer.code());
        assertTrue(Integer.parseInt(answer.retryAfter()) >= 1, "Retry-After");
        unavailable.incrementAndGet();
        return false;
    }

    private void await(java.util.function.BooleanSupplier reached) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            running.stream().filter(Future::isDone).forEach(Readers::join);
            assertTrue(
                    Instant.now().isBefore(end),
                    () -> paid.size() + " purchases and " + unavailable + " times unavailable, and it goes no further");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static void join(Future<?> reader) {
        try {
            reader.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
