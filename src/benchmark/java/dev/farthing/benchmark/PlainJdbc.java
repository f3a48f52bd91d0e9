package dev.farthing.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The limit: the fastest handwritten statement that writes the rows of a purchase, in autocommit: one round trip and
 * one commit each. It is given the price and checks no key, limit or earlier purchase.
 */
final class PlainJdbc {
    private static final String PURCHASE = """
            with asked as (
              select ?::uuid as client_id, ?::uuid as article_id, ?::uuid as entry_id, ?::bigint as price_micros
            ), debited as (
              update account acc
              set balance_micros = acc.balance_micros - asked.price_micros, last_sequence = acc.last_sequence + 1
              from asked
              where acc.client_id = asked.client_id and acc.balance_micros >= asked.price_micros
              returning acc.client_id, acc.balance_micros, acc.last_sequence, asked.article_id, asked.entry_id,
                        asked.price_micros
            ), booked as (
              insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                        balance_before_micros, balance_after_micros, article_id, created_at)
              select client_id, last_sequence, entry_id, 'PURCHASE', 'CLIENT', 'REVENUE', price_micros,
                     balance_micros + price_micros, balance_micros, article_id, clock_timestamp()
              from debited
            )
            insert into purchase (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at)
            select client_id, article_id, entry_id, last_sequence, price_micros, clock_timestamp()
            from debited
            """;

    private final Postgres postgres;
    private final String database;
    private final Cases cases;

    PlainJdbc(Postgres postgres, String database, Cases cases) {
        this.postgres = postgres;
        this.database = database;
        this.cases = cases;
    }

    /**
     * @param begin runs when all are connected: slow connecting is not measured
     * @param end runs when all are done, before connections close
     */
    double perSecond(int connections, int seconds, Runnable begin, Runnable end)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        CyclicBarrier connected = new CyclicBarrier(connections, begin);
        CyclicBarrier bought = new CyclicBarrier(connections, end);
        try {
            // In completion order: a buyer that fails leaves the others at a barrier.
            CompletionService<Double> buyers = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < connections; i++) {
                buyers.submit(() -> buy(connected, bought, seconds));
            }
            double sum = 0;
            for (int i = 0; i < connections; i++) {
                sum += buyers.take().get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private double buy(CyclicBarrier connected, CyclicBarrier bought, int seconds)
            throws SQLException, InterruptedException, BrokenBarrierException {
        try (Connection connection = postgres.asApplication(database);
                PreparedStatement statement = connection.prepareStatement(PURCHASE)) {
            connected.await();
            long begin = System.nanoTime();
            long end = begin + TimeUnit.SECONDS.toNanos(seconds);
            long purchases = 0;
            while (System.nanoTime() < end) {
                buyOne(statement);
                purchases++;
            }
            double perSecond = purchases / ((System.nanoTime() - begin) / 1e9);
            bought.await();
            return perSecond;
        }
    }

    private void buyOne(PreparedStatement statement) throws SQLException {
        Cases.Pair pair = cases.nextPair();
        statement.setObject(1, Shop.clientId(pair.client()));
        statement.setObject(2, Shop.articleId(pair.article()));
        statement.setObject(3, UUID.randomUUID());
        statement.setLong(4, Shop.PRICE_MICROS);
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("A purchase of plain JDBC was refused.");
        }
    }
}
