package dev.farthing.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The benchmark's pom describes each. */
record Options(
        Path root,
        boolean pack,
        boolean smoke,
        Size size,
        boolean growth,
        Set<String> cases,
        List<Integer> connections,
        int seconds,
        int repeats,
        int warmup,
        boolean open,
        boolean limit,
        int overload,
        int starts,
        String heap,
        String auditEvery,
        List<String> jvmOptions,
        String jdk) {

    record Size(int clients, int articles, int entries) {
        static final Size SMOKE = new Size(200, 1_000, 5_000);

        /** By default 1,000,000 clients, 100,000 articles and 10,000,000 entries. */
        Size grown() {
            return new Size(100 * clients, 10 * articles, 10 * entries);
        }
    }

    static Options read() {
        boolean smoke = flag("smoke");
        return new Options(
                Path.of("").toAbsolutePath(),
                flag("package") && !(smoke && App.isPackaged(Path.of(""))),
                smoke,
                smoke ? Size.SMOKE : new Size(number("clients"), number("articles"), number("entries")),
                flag("growth") && !smoke,
                Set.of(list("cases")),
                smoke
                        ? List.of(4)
                        : Stream.of(list("connections")).map(Integer::valueOf).toList(),
                smoke ? 1 : number("seconds"),
                smoke ? 1 : number("repeats"),
                smoke ? 0 : number("warmup"),
                flag("open"),
                flag("limit"),
                smoke ? 0 : number("overload"),
                smoke ? 0 : number("starts"),
                text("heap"),
                text("audit-every"),
                Stream.of(text("jvm-options").split(" "))
                        .filter(option -> !option.isEmpty())
                        .toList(),
                text("jdk"));
    }

    boolean wants(String name) {
        return cases.contains("all") || cases.contains(name);
    }

    Path target() {
        return root.resolve("target").resolve("benchmark");
    }

    private static String text(String name) {
        return System.getProperty("benchmark." + name, "");
    }

    private static String[] list(String name) {
        return text(name).split(",");
    }

    private static boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    private static int number(String name) {
        return Integer.parseInt(text(name));
    }
}
