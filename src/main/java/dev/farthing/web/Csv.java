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
import java.util.function.Function;
import java.util.regex.Pattern;

/** RFC 4180. */
public final class Csv {
    public static final String TYPE = "text/csv";

    /** Describes the parameter. */
    public static final String BOM =
            "true: a CSV begins with a byte order mark, by which spreadsheets know its encoding";

    public static final MediaType WITH_CHARSET = MediaType.valueOf(TYPE + ";charset=UTF-8");

    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON_TYPE, WITH_CHARSET);
    /** The byte order mark, by which spreadsheets know UTF-8. */
    private static final String MARK = "\uFEFF";

    /** Where another program may begin a cell or a line. */
    private static final String SEPARATORS = ";\\t\\r\\n\\x0B\\f\\x85\\u2028\\u2029";

    /**
     * A place before the sign of a formula, of either width, with nothing that can be seen in front of it in its cell; and the start
     * of a text that begins with a tab or line end, which some programs drop.
     */
    private static final Pattern FORMULA = Pattern.compile("^(?=[\\t\\r\\n])|(?<=^|[" + SEPARATORS
            + "])(?=[\\s\\p{Z}\\p{Cc}\\p{Cf}&&[^" + SEPARATORS + "]]*[=+@\\-\\u2212\\uFF1D\\uFF0B\\uFF20\\uFF0D])");

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

    /**
     * An apostrophe before each part that a spreadsheet would run as a formula; empty for null. A part also begins after what another
     * program may split cells or lines at: half of Europe's spreadsheets split at semicolons.
     */
    public static String text(String value) {
        return value == null ? "" : FORMULA.matcher(value).replaceAll("'");
    }

    /**
     * A document of lines.
     *
     * @param type of the lines, registered for reflection; null components are empty; free text has passed {@link #text}
     * @param bom whether a byte order mark comes first
     */
    public record Lines<T, L extends Record>(Class<L> type, Function<T, L> line, boolean bom) {

        public String heading() {
            return (bom ? MARK : "") + document(MAPPER.schemaFor(type).withHeader(), List.of());
        }

        public String of(List<T> rows) {
            return rows.isEmpty()
                    ? ""
                    : document(MAPPER.schemaFor(type), rows.stream().map(line).toList());
        }
    }

    private static String document(CsvSchema schema, List<?> rows) {
        try {
            return MAPPER.writer(schema.withLineSeparator(LINE_END)).writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
