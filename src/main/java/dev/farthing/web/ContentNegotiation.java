package dev.farthing.web;

import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Chooses among the forms an answer can have by the request's Accept header (RFC 9110, 12.5.1). */
public final class ContentNegotiation {
    private static final Pattern QUALITY = Pattern.compile("[01](\\.\\d{0,3})?");
    private static final int FULL_QUALITY = 1000;

    private ContentNegotiation() {}

    /**
     * The form that {@code wanted} likes best: by quality, then by the order in which the header names them, then by the
     * order in which they are offered. Null when it takes none of them.
     *
     * @param wanted the media ranges of the header
     */
    public static MediaType best(List<MediaType> wanted, List<MediaType> offered) {
        MediaType best = null;
        int bestQuality = 0;
        int bestPlace = Integer.MAX_VALUE;
        for (MediaType form : offered) {
            int place = mostSpecific(wanted, form);
            int quality = place < 0 ? 0 : quality(wanted.get(place));
            if (quality > bestQuality || quality > 0 && quality == bestQuality && place < bestPlace) {
                best = form;
                bestQuality = quality;
                bestPlace = place;
            }
        }
        return best;
    }

    /** Where the range stands that speaks of {@code form} most exactly, or -1. */
    private static int mostSpecific(List<MediaType> wanted, MediaType form) {
        int found = -1;
        for (int i = 0; i < wanted.size(); i++) {
            MediaType range = wanted.get(i);
            if (range.isCompatible(form) && (found < 0 || precision(range) > precision(wanted.get(found)))) {
                found = i;
            }
        }
        return found;
    }

    private static int precision(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    /** In thousandths, which is all the precision the RFC gives it. */
    private static int quality(MediaType range) {
        String quality = range.getParameters().getOrDefault("q", "1");
        return QUALITY.matcher(quality).matches()
                ? new BigDecimal(quality).movePointRight(3).intValue()
                : FULL_QUALITY;
    }
}
