package dev.farthing.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

final class SqlParameters {
    private SqlParameters() {}

    static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, toDriver(parameters[i], statement.getConnection()));
        }
    }

    private static Object toDriver(Object parameter, Connection connection) throws SQLException {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof Enum<?> constant) {
            return constant.name();
        }
        if (parameter instanceof Object[] elements) {
            return connection.createArrayOf(elementType(elements), elements);
        }
        return parameter;
    }

    private static String elementType(Object[] elements) {
        if (elements instanceof UUID[]) {
            return "uuid";
        } else if (elements instanceof Long[]) {
            return "int8";
        } else if (elements instanceof Boolean[]) {
            return "bool";
        }
        return elements instanceof byte[][] ? "bytea" : "text";
    }
}
