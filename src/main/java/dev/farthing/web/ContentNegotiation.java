package dev.farthing.web;

import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Chooses a media type by the Accept header (RFC 9110, 12.5.1).
 *
 * <p>JAX-RS' {@code selectVariant} ignores the header's order among equal qualities; here it decides.
 */
public final class ContentNegotiation {
    private static final Pattern QUALITY = Pattern.compile("[01](\\.\\d{0,3})?");
    private static final int FULL_QUALITY = 1000;

    private ContentNegotiation() {}

    /** By quality, then the header's order, then the offer's. Null when none is acceptable. */
    public static MediaType best(List<MediaType> accepted, List<MediaType> offered) {
        MediaType best = null;
        int bestQuality = 0;
        int bestIndex = Integer.MAX_VALUE;
        for (MediaType type : offered) {
            int index = mostSpecific(accepted, type);
            int quality = index < 0 ? 0 : quality(accepted.get(index));
            if (quality > bestQuality || quality > 0 && quality == bestQuality && index < bestIndex) {
                best = type;
                bestQuality = quality;
                bestIndex = index;
            }
        }
        return best;
    }

    private static int mostSpecific(List<MediaType> accepted, MediaType type) {
        int found = -1;
        for (int i = 0; i < accepted.size(); i++) {
            MediaType range = accepted.get(i);
            if (range.isCompatible(type) && (found < 0 || precision(range) > precision(accepted.get(found)))) {
                found = i;
            }
        }
        return found;
    }

    private static int precision(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    /** In thousandths, the RFC's precision. */
    private static int quality(MediaType range) {
        String quality = range.getParameters().getOrDefault("q", "1");
        return QUALITY.matcher(quality).matches()
                ? new BigDecimal(quality).movePointRight(3).intValue()
                : FULL_QUALITY;
    }
}
