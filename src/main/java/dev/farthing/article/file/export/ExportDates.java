package dev.farthing.article.file.export;

import dev.farthing.web.Params;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Null for what is no date, and for WordPress' 0000-00-00. */
final class ExportDates {
    private ExportDates() {}

    /** ISO 8601, {@code 2020-01-31 10:00:00}, which is UTC, or milliseconds. */
    static Instant ghost(String text) {
        if (text == null || text.length() > 40) {
            return null;
        }
        try {
            if (text.matches("\\d{10,14}")) {
                return storable(Instant.ofEpochMilli(Long.parseLong(text)));
            }
            String iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T")
                    .replaceFirst(" ?(\\+\\d\\d):?(\\d\\d)$", "$1:$2");
            return storable(
                    iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    static Instant wordPress(String text, ZoneId zone) {
        try {
            return text == null || text.startsWith("0000")
                    ? null
                    : storable(LocalDateTime.parse(text.strip().replace(' ', 'T'))
                            .atZone(zone)
                            .toInstant());
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static Instant storable(Instant instant) {
        return Params.isStorable(instant) ? instant : null;
    }
}
