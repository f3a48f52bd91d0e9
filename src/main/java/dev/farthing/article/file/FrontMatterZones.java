package dev.farthing.article.file;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The zones that tools and mail write behind a time. Names that several parts of the world use are none, such as IST. */
final class FrontMatterZones {
    private static final Pattern OFFSET =
            Pattern.compile("(?:UTC|GMT)?([+-])(\\d{1,2})(?::?(\\d\\d))?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, ZoneOffset> NAMES = names();

    private FrontMatterZones() {}

    /** Null if unknown; {@code absent} for "". */
    static ZoneId of(String text, ZoneId absent) {
        // Of "+02:00[Europe/Berlin]" and "GMT+0200 (CEST)" the offset counts.
        String zone = text.replaceFirst("(?<=\\w)\\s*(\\[[\\w/+-]+]|\\([^()]*\\))$", "")
                .strip();
        if (zone.startsWith("(") && zone.endsWith(")")) {
            zone = zone.substring(1, zone.length() - 1).strip();
        }
        if (zone.isEmpty()) {
            return absent;
        }
        Matcher offset = OFFSET.matcher(zone);
        if (offset.matches()) {
            return offset(offset);
        }
        ZoneOffset named = NAMES.get(zone.toUpperCase(Locale.ROOT));
        return named != null ? named : zone.contains("/") ? region(zone) : null;
    }

    private static ZoneOffset offset(Matcher offset) {
        int minutes = 60 * Integer.parseInt(offset.group(2))
                + (offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3)));
        boolean exists = minutes <= 18 * 60
                && (offset.group(3) == null || offset.group(3).compareTo("60") < 0);
        return exists ? ZoneOffset.ofTotalSeconds(60 * (offset.group(1).equals("-") ? -minutes : minutes)) : null;
    }

    private static ZoneId region(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    private static Map<String, ZoneOffset> names() {
        Map<String, ZoneOffset> names = new HashMap<>();
        add(names, 0, "Z UT UTC GMT WET");
        // RFC 822 gives those of North America.
        add(names, -5, "EST CDT");
        add(names, -6, "CST MDT");
        add(names, -7, "MST PDT");
        add(names, -4, "EDT AST");
        add(names, -8, "PST AKDT");
        add(names, -9, "AKST");
        add(names, -10, "HST");
        add(names, -3, "BRT ART");
        add(names, 1, "CET MEZ WEST BST");
        add(names, 2, "CEST MESZ EET SAST");
        add(names, 3, "EEST MSK");
        add(names, 8, "SGT HKT AWST");
        add(names, 9, "JST KST");
        add(names, 10, "AEST");
        add(names, 11, "AEDT");
        add(names, 12, "NZST");
        add(names, 13, "NZDT");
        return Map.copyOf(names);
    }

    private static void add(Map<String, ZoneOffset> names, int hours, String list) {
        for (String name : list.split(" ")) {
            names.put(name, ZoneOffset.ofHours(hours));
        }
    }
}
