package dev.farthing.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Log records from opening until closing. */
public final class CapturedLog implements AutoCloseable {
    private static final ExtFormatter MESSAGE = new PatternFormatter("%s");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Recorder(lines, records);
    private final Logger logger;

    private CapturedLog(Logger logger) {
        this.logger = logger;
    }

    public static CapturedLog of(Class<?> type) {
        return of(type.getName());
    }

    /** Captures all loggers at their enabled levels. */
    public static CapturedLog ofEverything() {
        return of("");
    }

    /** Captures errors of all loggers. */
    public static CapturedLog ofErrors() {
        CapturedLog log = new CapturedLog(Logger.getLogger(""));
        log.handler.setLevel(Level.SEVERE);
        log.logger.addHandler(log.handler);
        return log;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    public String text() {
        return String.join("\n", lines);
    }

    /** Trace id of the only line whose message begins like this. */
    public String traceIdOf(String message) {
        List<ExtLogRecord> found = records.stream()
                .filter(logged -> MESSAGE.format(logged).startsWith(message))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " lines begin with '" + message + "' in:\n" + text());
        }
        return found.get(0).getMdc("traceId");
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
        private static final ExtFormatter FORMAT = new PatternFormatter("%s%e");

        private final List<String> lines;
        private final List<ExtLogRecord> records;

        Recorder(List<String> lines, List<ExtLogRecord> records) {
            this.lines = lines;
            this.records = records;
        }

        @Override
        public void publish(LogRecord logged) {
            if (!isLoggable(logged)) {
                return;
            }
            ExtLogRecord read = ExtLogRecord.wrap(logged);
            read.copyMdc();
            records.add(read);
            lines.add(FORMAT.format(read));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
