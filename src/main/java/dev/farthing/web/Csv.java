package dev.farthing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Listings as CSV (RFC 4180), for a spreadsheet. */
public final class Csv {
    public static final String TYPE = "text/csv";
    public static final MediaType WITH_CHARSET = MediaType.valueOf(TYPE + ";charset=UTF-8");

    /** A listing is downloaded whole, as far as that goes: a year of heavy reading at a time. */
    public static final int ROWS = 10_000;

    private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON_TYPE, WITH_CHARSET);

    private static final ObjectWriter LINE =
            new CsvMapper().writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private Csv() {}

    /** Whether the request likes CSV better than JSON. */
    public static boolean areWanted(HttpHeaders headers) {
        return ContentNegotiation.best(headers.getAcceptableMediaTypes(), FORMS) == WITH_CHARSET;
    }

    /** Free text: what a spreadsheet would run as a formula gets an apostrophe in front; null is empty. */
    public static String text(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /** The lines as one document. */
    public static String write(List<String[]> lines) {
        StringBuilder out = new StringBuilder();
        try {
            for (String[] line : lines) {
                out.append(LINE.writeValueAsString(line));
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toString();
    }
}
