package dev.farthing.article.file;

import dev.farthing.web.Problem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Each field takes its key; the rest is metadata. Keys are compared by their letters and digits alone: {@code Publish-Date} is
 * {@code publishDate}.
 */
final class FrontMatterKeys {
    /** Where Hugo, Zola and others put the keys that they do not know. */
    private static final Set<String> CONTAINERS = Set.of(
            "params",
            "extra",
            "taxonomies",
            "meta",
            "metadata",
            "frontmatter",
            "page",
            "post",
            "data",
            "attributes",
            "fields",
            "custom",
            "farthing",
            "seo");

    /** Of YAML 1.1: keys of another mapping, which stand for the same keys here. */
    private static final String MERGED = "<<";

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1", "y", "t");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0", "n", "f");

    private final Map<String, Object> rest;

    FrontMatterKeys(Map<String, Object> values) {
        this.rest = new LinkedHashMap<>(values);
    }

    /**
     * @param path with the container, for people
     * @param name as keys are compared
     */
    record Entry(String path, String name, Object value, boolean contained) {}

    static String name(String key) {
        String plain = Normalizer.normalize(key, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder name = new StringBuilder();
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(name::appendCodePoint);
        return name.toString();
    }

    /**
     * {@code reader} gets no null or blank value, and returns null to skip one. In a container a value of another kind is none:
     * other tools mean something else.
     */
    <T> T take(BiFunction<String, Object, T> reader, String... names) {
        for (String name : names) {
            for (Entry entry : all(Set.of(name(name)))) {
                T taken = entry.contained() ? lenient(reader, entry) : reader.apply(entry.path(), entry.value());
                if (taken != null) {
                    drop(entry);
                    return taken;
                }
            }
        }
        return null;
    }

    private static <T> T lenient(BiFunction<String, Object, T> reader, Entry entry) {
        try {
            return reader.apply(entry.path(), entry.value());
        } catch (Problem anotherKind) {
            return null;
        }
    }

    /** Of the top first, then of the containers; null and blank values too. */
    List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        rest.forEach((key, value) -> entries.add(new Entry(key, name(key), value, false)));
        rest.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner && (CONTAINERS.contains(name(key)) || key.equals(MERGED))) {
                addInner(key, inner, entries);
            } else if (value instanceof List<?> list && key.equals(MERGED)) {
                list.forEach(item -> {
                    if (item instanceof Map<?, ?> inner) {
                        addInner(key, inner, entries);
                    }
                });
            }
        });
        return entries;
    }

    private static void addInner(String key, Map<?, ?> inner, List<Entry> entries) {
        inner.forEach((k, v) -> entries.add(new Entry(key + "." + k, name((String) k), v, true)));
    }

    /** Warns of what a sale hangs on where it stands too deep to count, such as the price of a product. */
    void warnOfDeeper(FrontMatterWarnings warnings) {
        for (Entry entry : all()) {
            boolean container = !entry.contained()
                    && (CONTAINERS.contains(entry.name()) || entry.path().equals(MERGED));
            if (!container && (entry.value() instanceof Map || entry.value() instanceof List)) {
                warnOfDeeper(entry.path(), entry.value(), warnings);
            }
        }
    }

    private static void warnOfDeeper(String path, Object value, FrontMatterWarnings warnings) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                String name = name((String) key);
                boolean changesTheSale =
                        Set.of("price", "draft").contains(name) || FrontMatterHold.isCertain(name, inner);
                if (changesTheSale && !isEmpty(inner)) {
                    warnings.add(
                            path + "." + key,
                            inner,
                            "It is not the article's where it stands; the article's stands at the top.");
                }
                warnOfDeeper(path + "." + key, inner, warnings);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> warnOfDeeper(path, item, warnings));
        }
    }

    /** With a value. */
    List<Entry> all(Set<String> names) {
        return all().stream()
                .filter(entry -> names.contains(entry.name()) && !isEmpty(entry.value()))
                .toList();
    }

    /** From the metadata; containers stay whole. */
    void drop(Entry entry) {
        if (!entry.contained()) {
            rest.remove(entry.path());
        }
    }

    Map<String, Object> rest() {
        return Collections.unmodifiableMap(rest);
    }

    static String text(String key, Object value) {
        if (value instanceof String text) {
            return Lines.bare(text);
        }
        throw FrontMatterFields.refused(key, "a text");
    }

    /** Trimmed, without blanks and duplicates. */
    static List<String> names(String key, Object value) {
        Set<String> names = new LinkedHashSet<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            Object name = item instanceof Map<?, ?> map ? nameIn(map) : item;
            if (item != null && !(name instanceof String)) {
                throw FrontMatterFields.refused(key, "a text or a list of texts");
            }
            if (!isEmpty(name)) {
                names.add(Lines.bare((String) name));
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(names));
    }

    private static Object nameIn(Map<?, ?> map) {
        return isEmpty(map.get("name")) ? map.get("slug") : map.get("name");
    }

    /** As YAML 1.1, forms and databases write it, or null. */
    static Boolean truth(Object value) {
        String word = value instanceof String text ? Lines.bare(text).toLowerCase(Locale.ROOT) : "";
        return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
    }

    static boolean isEmpty(Object value) {
        return value == null || value instanceof String text && Lines.bare(text).isEmpty();
    }
}
