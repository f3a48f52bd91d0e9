package dev.farthing.web.connection;

import dev.farthing.web.Answer;
import dev.farthing.web.FarthingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All open connections, with the limits that they share. */
@ApplicationScoped
class Connections {
    /** Before every other filter, so that each answer has its connection. */
    private static final int FIRST = 1000;

    /** The least part of the heap that answers may wait in, where there is no number. */
    private static final int PART_OF_HEAP = 8;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final List<Future<?>> ticking = new ArrayList<>();
    private final VertxInternal vertx;
    private final MeterRegistry meters;
    private final Patience patience;
    private final Unsent unsent;
    private final int most;
    private final int streams;

    Connections(
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idle,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") OptionalInt most,
            @ConfigProperty(name = "quarkus.http.limits.max-concurrent-streams") int streams,
            Vertx vertx,
            MeterRegistry meters) {
        this.patience = new Patience(ticks(config.headTimeout()), ticks(idle), ticks(config.stallTimeout()));
        this.most = most.orElse(Integer.MAX_VALUE);
        this.streams = streams;
        this.unsent = new Unsent(
                config.maxUnsent()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / PART_OF_HEAP),
                Math.min(config.maxRequests(), config.maxRequestsOnWorkers()),
                open);
        this.vertx = (VertxInternal) vertx;
        this.meters = meters;
        meters.gauge("farthing.connections", open, Set::size);
        meters.gauge("farthing.unsent.bytes", unsent, Unsent::bytes);
        for (Cut why : Cut.values()) {
            meters.counter("farthing.callers.cut", "reason", why.label());
        }
    }

    void install(@Observes Filters filters) {
        filters.register(this::begin, FIRST);
    }

    private void begin(RoutingContext context) {
        Channel channel = ((ConnectionBase) context.request().connection()).channel();
        Connection.of(channel, this).protocol().begin(context, Answer.of(context));
        context.next();
    }

    void start(@Observes StartupEvent started) {
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            // With a delay, so that ticks do not pile up behind a pause of the whole process.
            ticking.add(loop.scheduleWithFixedDelay(() -> tick(loop), 1, 1, TimeUnit.SECONDS));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticking.forEach(tick -> tick.cancel(false));
    }

    void guardHttp(@ObservesAsync HttpServerStart started) {
        guard();
    }

    void guardHttps(@ObservesAsync HttpsServerStart started) {
        guard();
    }

    private void guard() {
        for (EventExecutor loop : vertx.getAcceptorEventLoopGroup()) {
            loop.execute(() -> ((SingleThreadEventLoop) loop)
                    .registeredChannelsIterator()
                    .forEachRemaining(channel -> {
                        if (channel instanceof ServerChannel
                                && channel.pipeline().get(Arrivals.class) == null) {
                            channel.pipeline().addFirst(new Arrivals(this));
                        }
                    }));
        }
    }

    private void tick(EventExecutor loop) {
        for (Connection connection : open) {
            if (connection.isOn(loop)) {
                connection.tick();
            }
        }
    }

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    boolean isFull() {
        return open.size() >= most;
    }

    void count(Cut why) {
        meters.counter("farthing.callers.cut", "reason", why.label()).increment();
    }

    Patience patience() {
        return patience;
    }

    Unsent unsent() {
        return unsent;
    }

    int streams() {
        return streams;
    }

    private static int ticks(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }
}
