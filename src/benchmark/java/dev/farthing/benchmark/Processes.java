package dev.farthing.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From {@code /proc}. */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    /** USER_HZ: 100 on every Linux that runs this. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int PARENT = 1;

    /** Columns of /proc/stat; those after the last are included in the first two. */
    private static final int IDLE = 4;

    private static final int IO_WAIT = 5;
    private static final int LAST_BUSY = 8;

    private Processes() {}

    /** @param others the rest of the machine; near zero in a clean run */
    record Cpu(double service, double postgres, double load, double others) {
        static Cpu now(long service, long postmaster) throws IOException {
            double postgres = seconds(postmaster, 4);
            for (long child : children(postmaster)) {
                postgres += seconds(child, 2);
            }
            double app = seconds(service, 2);
            double own = seconds(ProcessHandle.current().pid(), 2);
            return new Cpu(app, postgres, own, busy() - app - postgres - own);
        }

        String text() {
            return "%.2f | %.2f | %.2f | %.2f".formatted(service, postgres, load, others);
        }

        /** Busy cores. */
        Cpu since(Cpu before, double seconds) {
            return new Cpu(
                    (service - before.service) / seconds,
                    (postgres - before.postgres) / seconds,
                    (load - before.load) / seconds,
                    (others - before.others) / seconds);
        }
    }

    static final class Meter {
        private final long service;
        private final long postmaster;
        private Cpu before;
        private long begin;
        private Cpu busy;

        Meter(long service, long postmaster) {
            this.service = service;
            this.postmaster = postmaster;
        }

        void begin() {
            before = now();
            begin = System.nanoTime();
        }

        void end() {
            busy = now().since(before, (System.nanoTime() - begin) / 1e9);
        }

        Cpu busy() {
            return busy;
        }

        private Cpu now() {
            try {
                return Cpu.now(service, postmaster);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    static long residentKilobytes(long pid) throws IOException {
        return kilobytes(PROC.resolve(pid + "/status"), "VmRSS:");
    }

    /** Children included; shared pages count once. */
    static long proportionalKilobytes(long postmaster) throws IOException {
        long sum = 0;
        List<Long> all = children(postmaster);
        all.add(postmaster);
        for (long pid : all) {
            sum += kilobytes(PROC.resolve(pid + "/smaps_rollup"), "Pss:");
        }
        return sum;
    }

    private static double busy() throws IOException {
        String[] ticks = Files.readAllLines(PROC.resolve("stat")).get(0).split(" +");
        long busy = 0;
        for (int i = 1; i <= LAST_BUSY; i++) {
            if (i != IDLE && i != IO_WAIT) {
                busy += Long.parseLong(ticks[i]);
            }
        }
        return busy / TICKS_PER_SECOND;
    }

    private static List<Long> children(long parent) throws IOException {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                List<String> stat = stat(pid);
                if (!stat.isEmpty() && Long.parseLong(stat.get(PARENT)) == parent) {
                    children.add(pid);
                }
            }
        }
        return children;
    }

    /** @param fields 2 for the process itself, 4 to include its ended children */
    private static double seconds(long pid, int fields) {
        List<String> stat = stat(pid);
        long ticks = 0;
        for (int i = 0; i < fields && !stat.isEmpty(); i++) {
            ticks += Long.parseLong(stat.get(UTIME + i));
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** The fields after the name, which may contain any character; empty if the process ended. */
    private static List<String> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            return List.of();
        }
    }

    private static long kilobytes(Path file, String name) throws IOException {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (FileSystemException ended) {
            return 0;
        }
        return 0;
    }
}
