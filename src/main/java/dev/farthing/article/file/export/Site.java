package dev.farthing.article.file.export;

import java.net.URI;
import java.net.URISyntaxException;

/** Address of the site that an export is of. */
public final class Site {
    private Site() {}

    public static boolean isOne(String address) {
        try {
            URI uri = new URI(address.strip());
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    public static String withoutSlash(String address) {
        return address.strip().replaceFirst("/+$", "");
    }
}
