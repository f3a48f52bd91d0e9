package dev.farthing.audit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** @param address the peer, or as a trusted proxy (quarkus.http.proxy) reports it; null for a Unix socket */
record Sender(String address, String userAgent) {
    private static final int MAX_ADDRESS = 100;
    private static final int MAX_USER_AGENT = 300;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e\\xa0-\\xff]");

    static Sender of(ContainerRequestContext request) {
        SocketAddress remote = ((ResteasyReactiveRequestContext)
                        ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext())
                .serverRequest()
                .unwrap(HttpServerRequest.class)
                .remoteAddress();
        return new Sender(
                remote == null ? null : bounded(address(remote), MAX_ADDRESS),
                bounded(request.getHeaderString(HttpHeaders.USER_AGENT), MAX_USER_AGENT));
    }

    /** A proxy may report a name. */
    private static String address(SocketAddress remote) {
        return remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    }

    private static String bounded(String text, int max) {
        if (text == null) {
            return null;
        }
        String printable = UNPRINTABLE.matcher(text).replaceAll("?");
        return printable.length() <= max ? printable : printable.substring(0, max);
    }
}
