package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's map from addresses to classes has every operation of every resource, and no other. */
class ReadmeMapTest {
    private static final java.nio.file.Path README = java.nio.file.Path.of("README.md");
    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java/dev/farthing");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[^|]*/[^|]*) \\| [^|]* \\| `([a-z.]+\\.[A-Z]\\w+)` \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void mapHasTheOperationsOfTheCode() throws Exception {
        Set<String> code = new TreeSet<>();
        for (String resource : resources()) {
            for (String operation : operations(resource)) {
                code.add(operation + " of " + resource);
            }
        }

        Set<String> map = new TreeSet<>();
        Matcher row = ROW.matcher(Manifests.read(README));
        while (row.find()) {
            for (String address : addresses(row.group(1))) {
                for (String operation : operationsAt(address, row.group(2))) {
                    assertTrue(map.add(operation + " of " + row.group(2)), () -> address + " is on the map twice");
                }
            }
        }

        assertEquals(String.join("\n", code), String.join("\n", map));
    }

    @Test
    void addressesOfACellAreReadAsPeopleReadThem() {
        assertEquals(
                List.of("PUT /a", "PATCH /a", "PATCH /b", "GET /c"), addresses("`PUT`, `PATCH /a`, `/b`, `GET /c`"));
        assertEquals(List.of("/a", "/a/{id}", "/a/{id}/x"), addresses("`/a`, `/a/{id}`, `/a/{id}/x`"));
    }

    /** Names of the classes, below the root package. */
    private static List<String> resources() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Resource.java"))
                    .map(file -> SOURCES.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    /** Verb and path of each method that answers requests. */
    private static Set<String> operations(String resource) throws ClassNotFoundException {
        Class<?> type = Class.forName("dev.farthing." + resource);
        String root = type.getAnnotation(Path.class).value();
        Set<String> operations = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    operations.add(verb.value() + " " + withoutNames(root + (path == null ? "" : path.value())));
                }
            }
        }
        return operations;
    }

    /** An address with a verb is one operation; a path alone is all of the class at that path. */
    private static List<String> operationsAt(String address, String resource) throws ClassNotFoundException {
        String wanted = withoutNames(address);
        if (!wanted.startsWith("/")) {
            return List.of(wanted);
        }
        List<String> operations = operations(resource).stream()
                .filter(operation -> operation.endsWith(" " + wanted))
                .toList();
        assertTrue(!operations.isEmpty(), () -> address + " is not of " + resource);
        return operations;
    }

    /** {@code `PUT`, `PATCH /a`, `/b`} is PUT and PATCH of /a, and PATCH of /b. */
    private static List<String> addresses(String cell) {
        List<String> addresses = new ArrayList<>();
        List<String> verbs = new ArrayList<>();
        String last = "";
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            String[] words = code.group(1).split(" ");
            if (!words[0].startsWith("/")) {
                verbs.add(words[0]);
                last = words[0];
            } else if (verbs.isEmpty()) {
                verbs.add(last);
            }
            String path = words[words.length - 1];
            if (path.startsWith("/")) {
                verbs.forEach(verb -> addresses.add((verb + " " + path).strip()));
                verbs.clear();
            }
        }
        assertTrue(verbs.isEmpty(), cell);
        return addresses;
    }

    private static String withoutNames(String path) {
        return path.replaceAll("[{][^}]*[}]", "{}");
    }
}
