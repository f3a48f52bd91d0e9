package dev.farthing.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.net.impl.VertxHandler;

/** The first handler of a connection: sees bytes before they are a request. */
final class Connection extends ChannelInboundHandlerAdapter {
    /** Of this class alone: in dev mode, connections and the keys' names outlive a reload, which replaces the class. */
    private static final AttributeKey<Connection> KEY =
            AttributeKey.valueOf(Connection.class.getName() + System.identityHashCode(Connection.class));

    /** Guarded by {@link Unsent}. */
    long unsent;

    /** Guarded by {@link Unsent}. */
    boolean isCut;

    private final Connections all;
    private ChannelHandlerContext context;
    private Protocol protocol;
    private boolean headBegun;
    private int headTicks;
    private int restTicks;

    private Connection(Connections all) {
        this.all = all;
    }

    static Connection of(Channel channel, Connections all) {
        Connection known = channel.attr(KEY).get();
        if (known != null) {
            return known;
        }
        Connection connection = new Connection(all);
        channel.attr(KEY).set(connection);
        channel.pipeline().addFirst(connection);
        return connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        all.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        all.remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        // In HTTP/2, bytes outside of a request are not the beginning of one.
        headBegun = !(protocol instanceof Streams);
        context.fireChannelRead(bytes);
        protocol();
    }

    /** Null until Vert.x has chosen one by the first bytes. */
    Protocol protocol() {
        if (protocol == null) {
            ChannelPipeline pipeline = context.pipeline();
            Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
            if (http2 != null) {
                protocol = Streams.install(this, all, http2, pipeline.context(http2));
                headRead();
            } else if (pipeline.get(VertxHandler.class) != null) {
                protocol = Turns.install(this, all, pipeline);
                headRead();
            }
        }
        return protocol;
    }

    /** The head is read: a body or another request follows. */
    void headRead() {
        headBegun = false;
        headTicks = 0;
    }

    boolean isOn(Object eventLoop) {
        return context.executor() == eventLoop;
    }

    void tick() {
        if (protocol != null && !protocol.atRest()) {
            restTicks = 0;
            protocol.tick();
            return;
        }
        restTicks++;
        if (headBegun) {
            headTicks++;
        }
        if (headTicks > all.patience().head()) {
            cut(Cut.HEAD);
        } else if (restTicks > all.patience().rest()) {
            cut(Cut.REST);
        }
    }

    void cutSoon(Cut why) {
        context.executor().execute(() -> cut(why));
    }

    /** On its event loop, after what was written before. */
    void execute(Runnable work) {
        if (context.executor().inEventLoop()) {
            work.run();
        } else {
            context.executor().execute(work);
        }
    }

    void cut(Cut why) {
        Channel channel = context.channel();
        if (channel.isActive()) {
            all.count(why);
            if (why != Cut.HEAD && why != Cut.REST) {
                // Also takes from the kernel what the caller does not read.
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            // From here, so that nothing is flushed first.
            context.close();
        }
    }
}
