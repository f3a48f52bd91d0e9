package dev.farthing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** RFC 4180. */
public final class Csv {
    public static final String TYPE = "text/csv";
    public static final MediaType WITH_CHARSET = MediaType.valueOf(TYPE + ";charset=UTF-8");

    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON_TYPE, WITH_CHARSET);
    private static final String LINE_END = "\r\n";

    /** In the order of the components, in snake case. */
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .build();

    private Csv() {}

    public static boolean areWanted(HttpHeaders headers) {
        return ContentNegotiation.best(headers.getAcceptableMediaTypes(), OFFERED) == WITH_CHARSET;
    }

    /** Prefixes an apostrophe where a spreadsheet would run a formula; empty for null. */
    public static String text(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /**
     * @param type registered for reflection
     * @param rows null components are empty; free text has passed {@link #text}
     */
    public static <T extends Record> String write(Class<T> type, List<T> rows) {
        return heading(type) + lines(type, rows);
    }

    /** The first line of {@link #write}. */
    public static <T extends Record> String heading(Class<T> type) {
        return text(MAPPER.schemaFor(type).withHeader(), List.of());
    }

    /** The other lines of {@link #write}. */
    public static <T extends Record> String lines(Class<T> type, List<T> rows) {
        return rows.isEmpty() ? "" : text(MAPPER.schemaFor(type), rows);
    }

    private static String text(CsvSchema schema, List<?> rows) {
        try {
            return MAPPER.writer(schema.withLineSeparator(LINE_END)).writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
