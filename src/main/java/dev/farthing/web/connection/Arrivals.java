package dev.farthing.web.connection;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;

/**
 * On the listening socket, because Vert.x tells of a connection only at its first request. Quarkus counts connections from
 * then, too: those without one would be unlimited.
 */
final class Arrivals extends ChannelInboundHandlerAdapter {
    /** At most what is parsed ahead of its turn. Bodies are small, and longer ones take more reads. */
    private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 2048, 4096);

    private final Connections all;

    Arrivals(Connections all) {
        this.all = all;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel arrived) {
            if (all.isFull()) {
                all.count(Cut.FULL);
                arrived.unsafe().closeForcibly();
                return;
            }
            arrived.config().setRecvByteBufAllocator(READS);
            Connection.of(arrived, all);
        }
        context.fireChannelRead(message);
    }
}
