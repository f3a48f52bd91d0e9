package dev.farthing.web.connection;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

/** Dev mode replaces the classes, but keeps its server, and what that has attached to connections. */
class ConnectionReloadTest {

    @Test
    void reloadedClassDoesNotMeetWhatTheOldOneAttached() throws ReflectiveOperationException {
        Class<?> reloaded = new Reloading().loadClass(Connection.class.getName());

        assertNotSame(Connection.class, reloaded);
        assertNotSame(key(Connection.class), key(reloaded));
    }

    private static Object key(Class<?> connection) throws ReflectiveOperationException {
        Field key = connection.getDeclaredField("KEY");
        key.setAccessible(true);
        return key.get(null);
    }

    private static final class Reloading extends ClassLoader {
        private Reloading() {
            super(Connection.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.equals(Connection.class.getName())) {
                return super.loadClass(name);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
