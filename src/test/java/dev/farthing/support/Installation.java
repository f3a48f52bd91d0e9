package dev.farthing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL at the start of {@code deploy/README.md}, so that tests run with the roles it creates. */
final class Installation {
    private static final Pattern BLOCK =
            Pattern.compile("```sql\\n(create role farthing_owner .*?)```", Pattern.DOTALL);

    private Installation() {}

    /** Its statements, with passwords in place of the dots. */
    static List<String> statements() {
        try {
            Matcher block = BLOCK.matcher(Files.readString(Path.of("deploy", "README.md")));
            if (!block.find()) {
                throw new IllegalStateException("deploy/README.md has no SQL that makes the roles");
            }
            String sql = block.group(1)
                    .replaceAll("--.*", "")
                    .replaceFirst("'[.]{3}'", "'owner'")
                    .replaceFirst("'[.]{3}'", "'login'")
                    .replaceFirst("'[.]{3}'", "'reports'");
            return Stream.of(sql.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Creates a database of this name where the roles exist. */
    static List<String> statements(String database) {
        return statements().stream()
                .filter(statement -> statement.contains(" database farthing "))
                .map(statement -> statement.replace(" database farthing ", " database " + database + " "))
                .toList();
    }
}
