package dev.farthing.audit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Where a request comes from.
 *
 * @param address the connection's other end; behind proxies that are trusted (quarkus.http.proxy) what they say it is; null where
 *     the connection has none, as with a Unix socket
 * @param userAgent what the caller says it is; null where it says nothing
 */
record Sender(String address, String userAgent) {
    private static final int LONGEST_ADDRESS = 100;
    private static final int LONGEST_AGENT = 300;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e\\xa0-\\xff]");

    static Sender of(ContainerRequestContext request) {
        SocketAddress remote = ((ResteasyReactiveRequestContext)
                        ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext())
                .serverRequest()
                .unwrap(HttpServerRequest.class)
                .remoteAddress();
        return new Sender(
                remote == null ? null : bounded(address(remote), LONGEST_ADDRESS),
                bounded(request.getHeaderString(HttpHeaders.USER_AGENT), LONGEST_AGENT));
    }

    /** A proxy may hide the address behind a name. */
    private static String address(SocketAddress remote) {
        return remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    }

    private static String bounded(String text, int longest) {
        if (text == null) {
            return null;
        }
        String printable = UNPRINTABLE.matcher(text).replaceAll("?");
        return printable.length() <= longest ? printable : printable.substring(0, longest);
    }
}
