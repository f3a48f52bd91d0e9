package dev.farthing.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged while it is open. */
public final class CapturedLog implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Recorder(lines);
    private final Logger logger;

    private CapturedLog(Logger logger) {
        this.logger = logger;
    }

    /** By one class. */
    public static CapturedLog of(Class<?> type) {
        return of(type.getName());
    }

    /** By everything, at the levels that are switched on. */
    public static CapturedLog ofEverything() {
        return of("");
    }

    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }

    private static CapturedLog of(String name) {
        CapturedLog log = new CapturedLog(Logger.getLogger(name));
        log.logger.addHandler(log.handler);
        return log;
    }

    private static final class Recorder extends Handler {
        /** The message, and the whole stack trace where there is one. */
        private static final ExtFormatter FORMAT = new PatternFormatter("%s%e");

        private final List<String> lines;

        Recorder(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord logged) {
            lines.add(FORMAT.format(ExtLogRecord.wrap(logged)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
