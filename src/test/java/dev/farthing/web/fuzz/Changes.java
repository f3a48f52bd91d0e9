package dev.farthing.web.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Each change makes a request wrong in one place, or right in an unusual way. */
final class Changes {
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "QUERY");

    private static final List<String> SUFFIXES = List.of(
            "%",
            "%zz",
            "%00",
            "%ff",
            "%c0%80",
            "%ed%a0%80",
            "%2f",
            "%5c",
            "%2e%2e",
            "/",
            "//",
            "/.",
            "/..",
            "/./x",
            ";x",
            ";x=y",
            "#a",
            "|",
            "^",
            "\"",
            "<",
            "{x}",
            "\\",
            "\u00e4",
            "x".repeat(3_000),
            "x".repeat(9_000),
            ".json",
            "~");

    private static final List<String> QUERIES = List.of(
            "&",
            "&&",
            "=",
            "&=",
            "&=x",
            "&limit",
            "&limit=",
            "&limit=1&limit=2",
            "&%=%",
            "&q=%zz",
            "&q=%ff",
            "&q=%00",
            "&x[]=1",
            "&cursor=%",
            "&sort",
            "&a=b;c=d",
            "&from=2026-01-01+00:00",
            "&q=" + "x".repeat(5_000),
            "&q=" + "%F0%9F%98%80".repeat(300),
            "?",
            "#",
            "&" + "a=1&".repeat(1_500),
            "&\u00e4=\u00e4",
            "& q=1");

    /** Values of the kind that these parameters have. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "from",
            "2026-01-01",
            "to",
            "2026-01-01",
            "at",
            "2026-01-01",
            "limit",
            "1",
            "price",
            "0.05",
            "client",
            "a0eebc99-9c0b-7ef8-bb6d-6bb9bd380a11",
            "actor",
            "a0eebc99-9c0b-7ef8-bb6d-6bb9bd380a11",
            "target",
            "a0eebc99-9c0b-7ef8-bb6d-6bb9bd380a11");

    private final Shop shop;
    private final Random random;
    private final Hostile hostile;
    private final List<Consumer<Draft>> all = List.of(
            this::changePath,
            this::changeQuery,
            this::changeQuery,
            this::changeField,
            this::changeField,
            this::changeField,
            this::changeField,
            this::addField,
            this::repeatFields,
            this::replaceBody,
            this::addHeader,
            this::addHeader,
            this::repeatHeader,
            this::appendToTarget,
            this::changeMethod,
            draft -> draft.chunked = true);

    Changes(Shop shop, Random random) {
        this.shop = shop;
        this.random = random;
        this.hostile = new Hostile(random);
    }

    void change(Draft draft) {
        hostile.of(all).accept(draft);
    }

    private void changePath(Draft draft) {
        if (!draft.path.isEmpty()) {
            String name = hostile.of(List.copyOf(draft.path.keySet()));
            draft.path.put(name, hostile.inPlaceOf(draft.path.get(name)));
        }
    }

    private void changeQuery(Draft draft) {
        List<String> names = Requests.Parameter.of(draft.operation).stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Requests.Parameter::name)
                .toList();
        String name = names.isEmpty() || random.nextInt(8) == 0
                ? hostile.text()
                : names.contains("cursor") && random.nextInt(3) == 0 ? "cursor" : hostile.of(names);
        String value = name.equals("cursor")
                ? hostile.cursor(shop.any("cursor of " + draft.operation, draft.caller, random))
                : hostile.inPlaceOf(EXAMPLES.getOrDefault(name, ""));
        if (random.nextInt(6) > 0) {
            draft.query.removeIf(pair -> pair[0].equals(name));
        }
        draft.query.add(new String[] {name, value});
    }

    private void changeField(Draft draft) {
        if (draft.fields != null && !draft.fields.isEmpty()) {
            draft.fields = changed(draft.fields);
        }
    }

    /** The fields, of which one at any depth is another. */
    private Map<String, Object> changed(Map<?, ?> fields) {
        Map<String, Object> changed = new LinkedHashMap<>();
        fields.forEach((name, value) -> changed.put((String) name, value));
        String name = hostile.of(List.copyOf(changed.keySet()));
        Object value = changed.get(name);
        if (value instanceof Map<?, ?> inner && !inner.isEmpty() && random.nextInt(3) > 0) {
            changed.put(name, changed(inner));
        } else if (value instanceof List<?> list && random.nextBoolean()) {
            List<Object> longer = new ArrayList<>(list);
            longer.add(hostileValue("one"));
            changed.put(name, longer);
        } else if (random.nextInt(8) == 0) {
            changed.remove(name);
        } else {
            changed.put(name, hostileValue(value));
        }
        return changed;
    }

    private void addField(Draft draft) {
        if (draft.fields != null) {
            draft.fields.put(
                    hostile.of(List.of("metadata", "expiresAt", "tags", "limits", "x", hostile.text())),
                    hostileValue(""));
        }
    }

    private Object hostileValue(Object value) {
        return random.nextInt(3) > 0 ? hostile.inPlaceOf(value) : hostile.json();
    }

    private void repeatFields(Draft draft) {
        String text = new String(draft.content(), java.nio.charset.StandardCharsets.UTF_8);
        if (text.startsWith("{\"")) {
            String inner = text.substring(1, text.length() - 1);
            draft.text(hostile.of(List.of(
                    "{" + inner + "," + inner + "}",
                    "{" + inner + ",}",
                    "[" + text + "]",
                    text + text,
                    text + "]",
                    text.substring(0, text.length() / 2),
                    "\ufeff" + text,
                    text.replace(":", ":\n\t "))));
        }
    }

    private void replaceBody(Draft draft) {
        draft.text(hostile.body());
        if (random.nextInt(3) == 0) {
            draft.contentType = hostile.of(List.of(
                    "application/json",
                    "text/markdown",
                    "application/x-www-form-urlencoded",
                    "application/merge-patch+json"));
        }
    }

    private void addHeader(Draft draft) {
        draft.headers.add(hostile.header());
    }

    private void repeatHeader(Draft draft) {
        String[] twice = hostile.of(List.of(
                new String[] {"Host", "localhost"},
                new String[] {"Authorization", "Bearer " + draft.caller.key()},
                new String[] {"Content-Type", "application/json"},
                new String[] {"Accept", "application/json"},
                new String[] {"Idempotency-Key", "k"},
                new String[] {"If-None-Match", "\"x\""},
                new String[] {"Origin", "https://reader.example"}));
        draft.headers.add(twice);
        draft.headers.add(random.nextBoolean() ? twice : new String[] {twice[0], "other"});
    }

    private void appendToTarget(Draft draft) {
        String target = draft.sent("x").target();
        int query = target.indexOf('?');
        if (random.nextBoolean()) {
            draft.target = query < 0
                    ? target + hostile.of(SUFFIXES)
                    : target.substring(0, query) + hostile.of(SUFFIXES) + target.substring(query);
        } else {
            draft.target = target + (query < 0 ? "?" : "") + hostile.of(QUERIES);
        }
    }

    private void changeMethod(Draft draft) {
        if (random.nextInt(3) == 0) {
            draft.method = hostile.of(METHODS);
        }
    }
}
