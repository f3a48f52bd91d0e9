package dev.farthing.article.file.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rows of a Ghost export, read as they come: {@code db[].data} or {@code data} has a list for each table of the database. */
final class GhostTables {
    /** Texts of the editor are long, and skipped without being read. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(100)
                    .maxStringLength(8 << 20)
                    .build())
            .build();

    private final Map<String, Set<String>> wanted;
    private final Rows rows;
    private boolean over;
    private boolean anyTable;

    @FunctionalInterface
    interface Rows {
        /** False ends the reading. */
        boolean row(String table, Map<String, String> row);
    }

    private GhostTables(Map<String, Set<String>> wanted, Rows rows) {
        this.wanted = wanted;
        this.rows = rows;
    }

    /**
     * @param wanted columns of each table
     * @return whether there was a list of posts, be it empty
     */
    static boolean read(ExportFile file, Map<String, Set<String>> wanted, Rows rows) {
        GhostTables tables = new GhostTables(wanted, rows);
        try (JsonParser parser = JSON.createParser(file.stream())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                tables.readObject(parser);
                if (!tables.over && parser.nextToken() != null) {
                    throw Export.refused("The JSON goes on after its end.");
                }
            }
            return tables.anyTable;
        } catch (JsonProcessingException malformed) {
            throw Export.refused("The JSON cannot be read at line "
                    + Math.max(
                            1,
                            malformed.getLocation() == null
                                    ? 1
                                    : malformed.getLocation().getLineNr()) + ", column "
                    + Math.max(
                            1,
                            malformed.getLocation() == null
                                    ? 1
                                    : malformed.getLocation().getColumnNr())
                    + ". Is the file whole?");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void readObject(JsonParser parser) throws IOException {
        while (!over && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data") && value == JsonToken.START_OBJECT) {
                readObject(parser);
            } else if (name.equals("db") && value == JsonToken.START_ARRAY) {
                while (!over && parser.nextToken() == JsonToken.START_OBJECT) {
                    readObject(parser);
                }
            } else if (wanted.containsKey(name) && value == JsonToken.START_ARRAY) {
                readTable(parser, name);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readTable(JsonParser parser, String table) throws IOException {
        anyTable |= table.equals("posts");
        while (!over && parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                over = !rows.row(table, readRow(parser, wanted.get(table)));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Without nulls. Lists, as in answers of Ghost's API, are the names in them, one a line. */
    private static Map<String, String> readRow(JsonParser parser, Set<String> columns) throws IOException {
        Map<String, String> row = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String column = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!columns.contains(column)) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                row.put(column, names(parser));
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                row.put(column, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private static String names(JsonParser parser) throws IOException {
        StringBuilder names = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                String name = readRow(parser, Set.of("name")).get("name");
                names.append(name == null ? "" : name.replace('\n', ' ') + "\n");
            } else {
                parser.skipChildren();
            }
        }
        return names.toString();
    }
}
