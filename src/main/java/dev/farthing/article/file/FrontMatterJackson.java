package dev.farthing.article.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.farthing.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads token by token: without data binding a native image needs no registration, and no number becomes a float. A number of JSON
 * stays as written, but in a price it is written out; TOML's library keeps its value, not its text.
 */
final class FrontMatterJackson {
    /** Numbers stay text and may be long; in 64 KiB only the nesting can exceed a limit. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(FrontMatter.MAX_DEPTH)
            .maxNumberLength(FrontMatter.MAX_BYTES)
            .build();

    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    private static final TomlFactory TOML =
            TomlFactory.builder().streamReadConstraints(LIMITS).build();

    /** Exponents to expand; the digits of {@code 1e999999999} would fill the memory. */
    private static final Pattern EXPONENT = Pattern.compile(".{1,99}[eE][+-]?\\d{1,2}");

    /** Messages for authors, such as "Duplicate key"; others name Jackson's tokens and settings. */
    private static final Pattern PLAIN_WORDS = Pattern.compile("[A-Z][a-z'-]*( [a-z'-]+)*");

    private FrontMatterJackson() {}

    /** @param end index after the closing brace */
    record Json(Map<String, Object> values, int end) {}

    /** {@code {{macro}}}, {@code {%...%}} and {@code {:...}} are text. */
    static boolean startsLikeJson(String file) {
        String start = file.startsWith("{") ? file.substring(Lines.firstShown(file, 1)) : "";
        return start.startsWith("\"") || start.startsWith("}");
    }

    /**
     * @param text starts with the object
     * @param linesAbove of the file, for problems
     */
    static Json readJson(String text, int linesAbove) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Map<String, Object> values = readMap(parser, 1, false);
            return new Json(values, (int) parser.currentLocation().getCharOffset());
        } catch (JsonEOFException e) {
            throw FrontMatter.unreadable(linesAbove + 1, "the JSON object that starts here has no end");
        } catch (StreamConstraintsException e) {
            throw tooDeep();
        } catch (JsonProcessingException e) {
            throw unreadable(e, "JSON", linesAbove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> readToml(String block, int linesAbove) {
        try (JsonParser parser = TOML.createParser(block)) {
            parser.nextToken();
            return readMap(parser, 1, true);
        } catch (StreamConstraintsException e) {
            throw tooDeep();
        } catch (JsonProcessingException e) {
            throw unreadable(e, "TOML", linesAbove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(JsonParser parser, int level, boolean plain) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readMap(parser, level, plain);
            case START_ARRAY -> readList(parser, level, plain);
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> plain ? plain(parser.getText()) : parser.getText();
            default -> FrontMatter.storable(parser.getText());
        };
    }

    private static Map<String, Object> readMap(JsonParser parser, int level, boolean plain) throws IOException {
        requireDepth(level);
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = FrontMatter.storable(parser.currentName());
            parser.nextToken();
            Object before =
                    map.put(key, read(parser, level + 1, plain || FrontMatterPrice.isPrice(FrontMatterKeys.name(key))));
            if (before != null && FrontMatterNames.isContradiction(key, before, map.get(key))) {
                throw new JsonParseException(parser, "Duplicate key");
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static List<Object> readList(JsonParser parser, int level, boolean plain) throws IOException {
        requireDepth(level);
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser, level + 1, plain));
        }
        return Collections.unmodifiableList(list);
    }

    /** 5e-2 is 0.05. */
    private static String plain(String number) {
        return EXPONENT.matcher(number).matches() ? new BigDecimal(number).toPlainString() : number;
    }

    /** Jackson limits the nesting of JSON, not of TOML's dotted keys. */
    private static void requireDepth(int level) {
        if (level > FrontMatter.MAX_DEPTH) {
            throw tooDeep();
        }
    }

    private static Problem tooDeep() {
        return FrontMatter.unreadable(1, "it is nested deeper than " + FrontMatter.MAX_DEPTH + " levels");
    }

    private static Problem unreadable(JsonProcessingException e, String language, int linesAbove) {
        JsonLocation location = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        String words = e.getOriginalMessage();
        String reason = PLAIN_WORDS.matcher(words).matches()
                ? FrontMatter.clause(words)
                : "column " + location.getColumnNr() + " holds what " + language + " does not allow there";
        return FrontMatter.unreadable(Math.max(1, location.getLineNr() + linesAbove), reason);
    }
}
