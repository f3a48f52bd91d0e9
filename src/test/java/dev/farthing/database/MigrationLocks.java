package dev.farthing.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses migrations that hold a table's lock for as long as it takes to read or rewrite a table, and those that rename or
 * remove what the release before may use. A file whose comment is {@code -- contract: unused since <version>} may remove
 * columns, their defaults, tables, views and rights. Migrations are given in their order. A statement that is not known to be
 * short is refused, so a new kind of statement has to be taught here; {@code deploy/migrations.md} says what to write instead.
 */
final class MigrationLocks {
    /** One file. {@code transactional} is false where its {@code .sql.conf} says {@code executeInTransaction=false}. */
    record Migration(String sql, boolean transactional) {}

    /** A file until its current statement: what it has made, and whether it holds a lock that others wait for. */
    private static final class Progress {
        private final Set<String> newTables = new HashSet<>();
        private boolean locked;
    }

    private static final Pattern CONTRACT = Pattern.compile("(?m)^-- contract: unused since \\d+[.]\\d+[.]\\d+$");
    private static final Pattern REMOVAL = Pattern.compile("drop (?:table|view) .*|revoke .*"
            + "|alter table .*\\bdrop (?:default\\b|column\\b|(?!constraint\\b|not null\\b)[a-z_]+).*");
    private static final Pattern READING =
            Pattern.compile("select .*\\bfrom\\b.*|insert into .*\\b(?:select|table|with)\\b.*|analyze.*");
    private static final Pattern LOCKING =
            Pattern.compile("drop (?:table|view) .*|(?:create|alter) table .*\\breferences\\b.*");
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/[*].*?[*]/", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern CREATE_TABLE = Pattern.compile("create table (?:if not exists )?([a-z_.]+).*");
    private static final Pattern INDEX = Pattern.compile("create (?:unique )?index .*?\\bon (?:only )?([a-z_.]+).*");
    private static final Pattern ALTER_TABLE = Pattern.compile("alter table (?:if exists )?(?:only )?([a-z_.]+) (.*)");
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:comment on|grant|revoke|analyze|insert into|select|drop table|create (?:or replace )?view|drop view) ?.*");
    private static final Pattern HARMLESS_ACTION =
            Pattern.compile("drop constraint .*|drop column .*|drop (?!constraint|column)[a-z_]+|(?:re)?set [(].*"
                    + "|alter (?:column )?[a-z_]+ (?:set default|drop default|drop not null|set statistics) ?.*");
    private static final Pattern ADD_CONSTRAINT =
            Pattern.compile("add (?:constraint [a-z_]+ )?(?:check|foreign key|unique|primary key|exclude)\\b.*");
    private static final Pattern NOT_NULL_CHECK =
            Pattern.compile("add constraint ([a-z_]+) check [(]+ ?([a-z_]+) is not null ?[)]+ not valid");
    private static final Pattern VALIDATE = Pattern.compile("validate constraint ([a-z_]+)");
    private static final Pattern SET_NOT_NULL = Pattern.compile("alter (?:column )?([a-z_]+) set not null");
    private static final Pattern CONSTANT_DEFAULT = Pattern.compile(
            " default (?:''|-?[0-9.]+|true|false|null|now[(][)]|current_timestamp)(?:::[a-z]+(?:\\[\\])?)?(?= not null| null|$)");

    /** Column that each constraint declares not null, both with their table in front. */
    private final Map<String, String> notNullChecks = new HashMap<>();

    private final Set<String> validatedNotNull = new HashSet<>();

    /** Why the migration is refused; empty if it is not. */
    List<String> refusals(Migration migration) {
        List<String> refusals = new ArrayList<>();
        boolean contract = CONTRACT.matcher(migration.sql()).find();
        Progress file = new Progress();
        for (String statement : statements(migration.sql())) {
            String reason = refusal(statement, file);
            if (reason == null && !contract && REMOVAL.matcher(statement).matches()) {
                reason = "the release before may use it; once it does not, say `-- contract: unused since <version>`";
            }
            if (reason == null && statement.contains(" concurrently ") == migration.transactional()) {
                reason = migration.transactional()
                        ? "`concurrently` needs executeInTransaction=false"
                        : "outside a transaction only `concurrently`, or a failure leaves half of the migration";
            }
            if (reason != null) {
                refusals.add(reason + ": " + statement);
            }
        }
        return refusals;
    }

    /** The statements in lower case on one line each, without comments and with literals emptied. */
    private static List<String> statements(String sql) {
        String plain = LITERAL.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
        List<String> statements = new ArrayList<>();
        for (String statement : plain.split(";")) {
            String line = statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            if (!line.isEmpty()) {
                statements.add(line);
            }
        }
        return statements;
    }

    private String refusal(String statement, Progress file) {
        if (file.locked && READING.matcher(statement).matches()) {
            return "reads a table under the lock of an earlier statement; take a file of its own";
        }
        file.locked |= LOCKING.matcher(statement).matches();
        Matcher table = CREATE_TABLE.matcher(statement);
        if (table.matches()) {
            file.newTables.add(table.group(1));
            return statement.contains(" as select ") ? "reads a whole table" : null;
        }
        Matcher index = INDEX.matcher(statement);
        if (index.matches()) {
            boolean isShort = statement.contains(" concurrently ") || file.newTables.contains(index.group(1));
            return isShort ? null : "blocks writes while it reads the table; use `concurrently`";
        }
        if (statement.startsWith("drop index") || statement.startsWith("reindex")) {
            return statement.contains(" concurrently ") ? null : "blocks reads; use `concurrently`";
        }
        Matcher alter = ALTER_TABLE.matcher(statement);
        if (alter.matches()) {
            return file.newTables.contains(alter.group(1)) ? null : alterRefusal(alter.group(1), alter.group(2), file);
        }
        return HARMLESS.matcher(statement).matches() ? null : "not known to be short";
    }

    private String alterRefusal(String table, String actions, Progress file) {
        for (String action : topLevelParts(actions)) {
            String reason = actionRefusal(table, action, file);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private String actionRefusal(String table, String action, Progress file) {
        Matcher validate = VALIDATE.matcher(action);
        if (validate.matches()) {
            String name = table + "." + validate.group(1);
            validatedNotNull.add(notNullChecks.get(name));
            return file.locked
                    ? "reads the table under the lock of an earlier action; validate in the next migration"
                    : null;
        }
        file.locked = true;
        if (ADD_CONSTRAINT.matcher(action).matches()) {
            return constraintRefusal(table, action);
        }
        Matcher notNull = SET_NOT_NULL.matcher(action);
        if (notNull.matches()) {
            return validatedNotNull.contains(table + "." + notNull.group(1))
                    ? null
                    : "reads the whole table; validate a `check (... is not null)` first";
        }
        if (action.startsWith("add ")) {
            return columnRefusal(action);
        }
        return HARMLESS_ACTION.matcher(action).matches() ? null : "not known to be short";
    }

    private String constraintRefusal(String table, String action) {
        Matcher check = NOT_NULL_CHECK.matcher(action);
        if (check.matches()) {
            notNullChecks.put(table + "." + check.group(1), table + "." + check.group(2));
        }
        if (action.endsWith(" not valid") || action.contains(" using index ")) {
            return null;
        }
        return action.matches(".*\\b(unique|primary key|exclude)\\b.*")
                ? "builds an index under lock; create it `concurrently` and add it `using index`"
                : "reads the whole table; add it `not valid` and validate it in the next migration";
    }

    private static String columnRefusal(String action) {
        String withoutDefault = CONSTANT_DEFAULT.matcher(action).replaceFirst("");
        if (withoutDefault.matches(".* (generated|default) .*|.* (small|big)?serial\\b.*")) {
            return "rewrites the table; take a constant default, or none";
        }
        if (withoutDefault.matches(".* (check|references|unique|primary key)\\b.*")) {
            return "reads the table or builds an index; add the constraint apart";
        }
        return withoutDefault.contains(" not null") && withoutDefault.equals(action)
                ? "fails where there are rows, and for the release before; take a constant default, or nullable"
                : null;
    }

    /** Splits at commas that stand in no brackets. */
    private static List<String> topLevelParts(String actions) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < actions.length(); i++) {
            char c = actions.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(actions.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(actions.substring(start).strip());
        return parts;
    }
}
