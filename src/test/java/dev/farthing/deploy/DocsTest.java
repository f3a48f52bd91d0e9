package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead where they say: links, headings, tests, and the README's map from addresses to classes. */
class DocsTest {
    private static final java.nio.file.Path README = java.nio.file.Path.of("README.md");
    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java/dev/farthing");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`|-Dtest=(\\w+)");
    private static final Pattern MAP_ROW =
            Pattern.compile("(?m)^\\| (`[^|]*/[^|]*) \\| [^|]* \\| `([a-z.]+\\.[A-Z]\\w+)` \\|$");
    private static final Pattern ROOM_ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]* \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<java.nio.file.Path> pages() throws IOException {
        try (Stream<java.nio.file.Path> deploy = Files.list(java.nio.file.Path.of("deploy"))) {
            return Stream.concat(
                            Stream.of(README, java.nio.file.Path.of("src/benchmark/README.md")),
                            deploy.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkOfAPageResolves(java.nio.file.Path page) {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(prose(page));
        while (link.find()) {
            if (!link.group(1).matches("https?:.*") && !resolves(page, link.group(1))) {
                broken.add(link.group(1));
            }
        }
        assertEquals(List.of(), broken);
    }

    @ParameterizedTest
    @CsvSource({
        "README.md#measured, true",
        "README.md#Measured, false",
        "README.md#nowhere, false",
        "#why-not-x402-l402-or-a-credit-system, true",
        "NOTHING.md, false",
        "deploy, true"
    })
    void linkResolvesToAFileAndAHeading(String link, boolean resolves) {
        assertEquals(resolves, resolves(README, link));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatAPageNamesExists(java.nio.file.Path page) throws IOException {
        Set<String> tests;
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Matcher named = TEST.matcher(Manifests.read(page));
        while (named.find()) {
            String test = named.group(1) == null ? named.group(2) : named.group(1);
            assertTrue(tests.contains(test) || test.equals("IT"), test);
        }
    }

    @Test
    void everyAddressOfTheMapIsOfItsClass() throws ClassNotFoundException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> row : map().entrySet()) {
            Class<?> resource = Class.forName("dev.farthing." + row.getKey());
            Set<String> offered = offered(resource);
            for (String address : addresses(row.getValue())) {
                if (!offered.contains(withoutNames(address))) {
                    wrong.add(address + " is not of " + row.getKey());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyResourceIsOnTheMap() throws IOException {
        Set<String> resources = new TreeSet<>();
        try (Stream<java.nio.file.Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith("Resource.java"))
                    .map(file -> SOURCES.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .forEach(resources::add);
        }
        assertEquals(resources, new TreeSet<>(map().keySet()));
    }

    @Test
    void everyRoomHasItsLine() throws IOException {
        Set<String> rooms;
        try (Stream<java.nio.file.Path> files = Files.list(SOURCES)) {
            rooms = files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(rooms, new TreeSet<>(ManifestKeys.find(ROOM_ROW.pattern(), Manifests.read(README))));
    }

    @Test
    void readmeIsReadInFiveMinutes() throws IOException {
        long size = Files.size(README);

        assertTrue(size >= 10_000 && size <= 12_288, size + " bytes: details belong into deploy/ or src/benchmark/");
    }

    private static Map<String, String> map() {
        Map<String, String> map = new HashMap<>();
        Matcher row = MAP_ROW.matcher(Manifests.read(README));
        while (row.find()) {
            assertFalse(map.containsKey(row.group(2)), row.group(2));
            map.put(row.group(2), row.group(1));
        }
        return map;
    }

    /** {@code `PUT`, `PATCH /a`, `/b`} is PUT and PATCH of /a, and PATCH of /b; a path alone, all of a class. */
    private static List<String> addresses(String cell) {
        List<String> addresses = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        String last = "";
        for (String part : ManifestKeys.find(CODE.pattern(), cell)) {
            String[] words = part.split(" ");
            boolean hasPath = words[words.length - 1].startsWith("/");
            if (!words[0].startsWith("/")) {
                waiting.add(words[0]);
                last = words[0];
            } else if (waiting.isEmpty()) {
                waiting.add(last);
            }
            if (hasPath) {
                waiting.forEach(method -> addresses.add((method + " " + words[words.length - 1]).strip()));
                waiting.clear();
            }
        }
        assertTrue(waiting.isEmpty(), cell);
        return addresses;
    }

    /** The class's own path, and each method's with its verb. */
    private static Set<String> offered(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        Set<String> offered = new TreeSet<>(Set.of(withoutNames(root)));
        for (Method method : resource.getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    offered.add(verb.value() + " " + withoutNames(root + (path == null ? "" : path.value())));
                }
            }
        }
        return offered;
    }

    private static String withoutNames(String path) {
        return path.replaceAll("[{][^}]*[}]", "{}");
    }

    private static boolean resolves(java.nio.file.Path page, String link) {
        String[] parts = link.split("#", 2);
        java.nio.file.Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(java.nio.file.Path page) {
        return Arrays.stream(prose(page).split("\n"))
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Without blocks of code. */
    private static String prose(java.nio.file.Path page) {
        return Manifests.read(page).replaceAll("(?ms)^```.*?^```$", "");
    }
}
