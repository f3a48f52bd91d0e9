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
 * Refuses migrations that lock an existing table for as long as it takes to read or rewrite it, and those that break the release
 * before. Migrations are given in their order. A statement that is not known to be short is refused, so a new kind of statement
 * has to be taught here; {@code deploy/migrations.md} says what to write instead.
 */
final class MigrationLocks {
    /** One file. {@code transactional} is false where its {@code .sql.conf} says {@code executeInTransaction=false}. */
    record Migration(String sql, boolean transactional) {}

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
            Pattern.compile("add (?:constraint ([a-z_]+) )?(?:check|foreign key|unique|primary key|exclude)\\b.*");
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
        Set<String> newTables = new HashSet<>();
        Set<String> newConstraints = new HashSet<>();
        for (String statement : statements(migration.sql())) {
            String reason = refusal(statement, newTables, newConstraints);
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

    private String refusal(String statement, Set<String> newTables, Set<String> newConstraints) {
        Matcher table = CREATE_TABLE.matcher(statement);
        if (table.matches()) {
            newTables.add(table.group(1));
            return statement.contains(" as select ") ? "reads a whole table" : null;
        }
        Matcher index = INDEX.matcher(statement);
        if (index.matches()) {
            boolean isShort = statement.contains(" concurrently ") || newTables.contains(index.group(1));
            return isShort ? null : "blocks writes while it reads the table; use `concurrently`";
        }
        if (statement.startsWith("drop index") || statement.startsWith("reindex")) {
            return statement.contains(" concurrently ") ? null : "blocks reads; use `concurrently`";
        }
        Matcher alter = ALTER_TABLE.matcher(statement);
        if (alter.matches()) {
            return newTables.contains(alter.group(1))
                    ? null
                    : alterRefusal(alter.group(1), alter.group(2), newConstraints);
        }
        return HARMLESS.matcher(statement).matches() ? null : "not known to be short";
    }

    private String alterRefusal(String table, String actions, Set<String> newConstraints) {
        for (String action : topLevelParts(actions)) {
            String reason = actionRefusal(table, action, newConstraints);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private String actionRefusal(String table, String action, Set<String> newConstraints) {
        Matcher constraint = ADD_CONSTRAINT.matcher(action);
        if (constraint.matches()) {
            newConstraints.add(table + "." + constraint.group(1));
            return constraintRefusal(table, action);
        }
        Matcher validate = VALIDATE.matcher(action);
        if (validate.matches()) {
            String name = table + "." + validate.group(1);
            validatedNotNull.add(notNullChecks.get(name));
            return newConstraints.contains(name)
                    ? "reads the table under the lock of `add constraint`; validate in the next migration"
                    : null;
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
