package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.RestartableServer;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.Wire;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Connections to real servers: one that a failover has replaced, one that has gone silent, and one that never answered. */
class PrimaryDriverTest {
    private static final String PREFIX = "quarkus.datasource.jdbc.";
    private static final String OF_THE_DRIVER = PREFIX + "additional-jdbc-properties.";
    private static final String SELECT = "select 1";
    private static final int PATIENCE_S = 1;

    private final PrimaryDriver driver = new PrimaryDriver();

    @Test
    void oldPrimaryIsRefusedOnceANewerOneWasSeen() throws SQLException {
        try (RestartableServer old = RestartableServer.start();
                RestartableServer promoted = old.promotedCopy();
                Connection before = connect(old.database().url());
                Connection after = connect(promoted.database().url())) {
            assertEquals(position(before).timeline() + 1, position(after).timeline());
            assertEquals(position(before).cluster(), position(after).cluster());

            SQLException refused = assertThrows(
                    SQLException.class, () -> connect(old.database().url()));
            assertEquals("08004", refused.getSQLState());
            assertTrue(refused.getMessage().contains("an old primary is running"), refused::getMessage);

            assertGivenUp(before);
            assertWorks(after);
        }
    }

    @Test
    void serverOfAnotherClusterIsRefused() throws SQLException {
        try (RestartableServer other = RestartableServer.start();
                Connection ours = connect(TestDatabase.shared().url())) {
            SQLException refused = assertThrows(
                    SQLException.class, () -> connect(other.database().url()));

            assertEquals("08004", refused.getSQLState());
            assertTrue(refused.getMessage().contains("restart this instance"), refused::getMessage);
            assertWorks(ours);
        }
    }

    @Test
    void rejectedServerIsUnavailableButCostsNoOtherConnection() {
        SQLException rejected = new SQLException("an old primary", SqlStates.REJECTED);

        assertTrue(SqlStates.isUnavailable(rejected));
        assertFalse(SqlStates.isConnectionLost(rejected));
    }

    @Test
    void deadConnectionsCostOneWaitTogether() throws Exception {
        try (Wire wire = Wire.to(TestDatabase.shared().port())) {
            String url = "jdbc:postgresql://localhost:" + wire.port() + "/farthing";
            List<Connection> idle = List.of(connect(url), connect(url), connect(url));
            for (Connection each : idle) {
                assertTrue(each.isValid(PATIENCE_S));
            }

            wire.silenceOpenConnections();

            for (Connection each : idle) {
                assertFalse(each.isValid(PATIENCE_S));
            }
            assertEquals(1, wire.askedInVain());
            try (Connection fresh = connect(url)) {
                assertTrue(fresh.isValid(PATIENCE_S));
                assertWorks(fresh);
            }
        }
    }

    /** A frozen server: its kernel accepts, and nobody answers. */
    @Test
    void hostThatAcceptsAndNeverAnswersIsPassed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
                Connection connection = connect(behind(silent))) {
            assertWorks(connection);
        }
    }

    /** Machines without power: packets to them are lost. */
    @Test
    void twoHostsThatDropPacketsArePassed() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            fill(first, fillers);
            fill(second, fillers);

            try (Connection connection = connect(behind(first, second))) {
                assertWorks(connection);
            }
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    /** Until its queue is full, and the kernel drops further packets. */
    private static void fill(ServerSocket server, List<Socket> fillers) throws IOException {
        for (int i = 0; i < 16; i++) {
            Socket socket = new Socket();
            fillers.add(socket);
            try {
                socket.connect(new InetSocketAddress("localhost", server.getLocalPort()), 200);
            } catch (SocketTimeoutException dropped) {
                return;
            }
        }
        throw new IllegalStateException("the queue never fills");
    }

    private static String behind(ServerSocket... first) {
        String hosts = Stream.of(first)
                .map(host -> "localhost:" + host.getLocalPort() + ",")
                .collect(Collectors.joining());
        return "jdbc:postgresql://" + hosts + "localhost:"
                + TestDatabase.shared().port() + "/farthing?targetServerType=primary";
    }

    /** As the pool does, with the properties of production. */
    private Connection connect(String url) throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", "farthing_login");
        info.setProperty("password", "login");
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            Properties ours = new Properties();
            ours.load(file);
            ours.forEach((key, value) -> {
                if (key.toString().startsWith(OF_THE_DRIVER)) {
                    info.setProperty(key.toString().substring(OF_THE_DRIVER.length()), value.toString());
                }
            });
            info.setProperty(
                    "loginTimeout", ours.getProperty(PREFIX + "login-timeout").replace("S", ""));
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
        return driver.connect(url, info);
    }

    private static Primary.Position position(Connection connection) throws SQLException {
        Primary.Position found = PrimaryDriver.position(connection.unwrap(org.postgresql.jdbc.PgConnection.class));
        assertNotNull(found.cluster(), "the application's login may not ask");
        return found;
    }

    private static void assertWorks(Connection connection) throws SQLException {
        connection.prepareStatement(SELECT).executeQuery().close();
    }

    private static void assertGivenUp(Connection connection) throws SQLException {
        SQLException lost = assertThrows(SQLException.class, () -> connection.prepareStatement(SELECT));
        assertTrue(SqlStates.isConnectionLost(lost));
        assertFalse(connection.isValid(PATIENCE_S));
    }
}
