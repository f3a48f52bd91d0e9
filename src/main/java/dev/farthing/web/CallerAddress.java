package dev.farthing.web;

import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;

/** The peer of the request in progress, or the caller that a trusted proxy (quarkus.http.proxy) reports. */
@ApplicationScoped
public class CallerAddress {
    private static final int LONGEST = 100;
    private static final int IPV4_BYTES = 4;

    /** One caller has a /64 network of IPv6 to itself. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final byte[] IPV4_IN_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final CurrentVertxRequest request;

    CallerAddress(CurrentVertxRequest request) {
        this.request = request;
    }

    /** An address of IPv4, a /64 network of IPv6, or the name that a proxy gives; callers without any share one. */
    public String network() {
        SocketAddress remote = request.getCurrent().request().remoteAddress();
        if (remote == null) {
            return "";
        }
        return networkOf(remote.hostAddress() == null ? remote.host() : remote.hostAddress());
    }

    static String networkOf(String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address == null ? "" : address.substring(0, Math.min(address.length(), LONGEST));
        }
        if (bytes.length > IPV4_BYTES
                && !Arrays.equals(bytes, 0, IPV4_IN_IPV6.length, IPV4_IN_IPV6, 0, IPV4_IN_IPV6.length)) {
            return HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES);
        }
        return HexFormat.of().formatHex(bytes, bytes.length - IPV4_BYTES, bytes.length);
    }
}
