package dev.farthing.database;

import dev.farthing.web.Csv;
import dev.farthing.web.CsvParts;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whole listings as CSV, of any length in bounded memory. They are read page by page on a few threads of their own, in turn, so that
 * many exports take no more of the database than a few. Between two pages an export holds neither a thread nor a connection: a
 * caller who does not read costs one page.
 */
@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
public class Exports {
    private static final Logger LOG = Logger.getLogger(Exports.class);

    /** Some 100 kB: few enough to hold for each export, enough that the database is asked rarely. */
    private static final int ROWS = 500;

    private final Lists lists;
    private final ExportPlaces places;
    private final ThreadPoolExecutor readers;
    private final Counter sent;
    private final Counter abandoned;
    private final Counter failed;

    Exports(
            Lists lists,
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            MeterRegistry meters) {
        this.lists = lists;
        // A quarter of the requests, so that exports that are read slowly leave room for lists.
        this.places = new ExportPlaces(Lists.half(Lists.half(config.maxRequestsOnWorkers())));
        this.readers = readers(Lists.half(Lists.half(connections)));
        this.sent = counter(meters, "sent");
        this.abandoned = counter(meters, "abandoned");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("farthing.exports")
                .description("CSV exports by outcome: sent, abandoned by the caller, or failed and cut off")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** As many threads as may read at once; the queue is bounded by the exports in hand. */
    private static ThreadPoolExecutor readers(int threads) {
        ThreadPoolExecutor readers =
                new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "exports");
                    thread.setDaemon(true);
                    return thread;
                });
        readers.allowCoreThreadTimeOut(true);
        return readers;
    }

    void onStop(@Observes ShutdownEvent stop) {
        readers.shutdownNow();
    }

    /**
     * A page where the caller sets a limit, else the listing after the cursor to its end. Rows that arrive meanwhile may be missing, as
     * between any two pages.
     *
     * @param caller shares places with no other caller; of a type with {@code equals}
     * @throws Problem as {@link Lists#page}
     */
    public <T, L extends Record> Response answer(
            Object caller, Csv.Lines<T, L> lines, Function<Paging, Page<T>> list, Paging paging, UriInfo uri) {
        if (paging.limited()) {
            Page<T> page = lists.page(() -> list.apply(paging));
            return Paging.answer(page, uri)
                    .entity(lines.heading() + lines.of(page.items()))
                    .type(Csv.WITH_CHARSET)
                    .build();
        }
        Page<T> first = lists.page(() -> list.apply(paging.of(ROWS)));
        return Response.ok(new Export<>(caller, lines, list, paging).withFirst(first), Csv.WITH_CHARSET)
                .build();
    }

    private final class Export<T, L extends Record> implements CsvParts {
        private final Object caller;
        private final Csv.Lines<T, L> lines;
        private final Function<Paging, Page<T>> list;
        private final Paging paging;
        private String first;
        private Paging next;
        private volatile boolean broken;

        private Export(Object caller, Csv.Lines<T, L> lines, Function<Paging, Page<T>> list, Paging paging) {
            this.caller = caller;
            this.lines = lines;
            this.list = list;
            this.paging = paging;
        }

        private Export<T, L> withFirst(Page<T> page) {
            first = lines.heading() + part(page);
            return this;
        }

        @Override
        public void begin() {
            if (!places.take(caller)) {
                throw lists.refusal("Too many exports are being sent; try again.");
            }
        }

        @Override
        public CompletionStage<String> next() {
            if (first != null || next == null) {
                String part = first;
                first = null;
                return CompletableFuture.completedFuture(part);
            }
            try {
                return CompletableFuture.supplyAsync(this::read, readers).whenComplete(this::note);
            } catch (RejectedExecutionException stopping) {
                return CompletableFuture.failedFuture(stopping);
            }
        }

        private String read() {
            try {
                return part(lists.patientPage(() -> list.apply(next)));
            } catch (InterruptedException stopping) {
                throw new CompletionException(stopping);
            }
        }

        /** Each part is asked for after the one before, so the fields need no lock. */
        private String part(Page<T> page) {
            next = page.next() == null ? null : paging.after(page.next(), ROWS);
            return lines.of(page.items());
        }

        private void note(String part, Throwable fault) {
            if (fault == null) {
                return;
            }
            broken = true;
            Throwable cause = fault instanceof CompletionException wrapped ? wrapped.getCause() : fault;
            if (cause instanceof Problem || cause instanceof InterruptedException || SqlStates.isUnavailable(cause)) {
                LOG.warnf(
                        "An export was cut off: %s",
                        cause instanceof Problem ? cause.getMessage() : SqlStates.summary(cause));
            } else {
                LOG.errorf(cause, "An export was cut off");
            }
        }

        @Override
        public void ended(boolean complete) {
            places.free(caller);
            (complete ? sent : broken ? failed : abandoned).increment();
        }
    }
}
