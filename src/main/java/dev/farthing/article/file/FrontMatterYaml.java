package dev.farthing.article.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The failsafe schema without tags, with null for empty values.
 *
 * <p>Reads the parser's events, since the library's loader is unsafe for a publisher's file. It recurses without limit:
 * 60,000 brackets overflow the stack. It limits the number of aliases, not their expanded size, and does not count
 * those of scalars: 64 KiB become 72 MB of JSON. It refuses unknown tags and cannot tell an empty value from an empty
 * string.
 */
final class FrontMatterYaml {
    /** Characters, lists and maps with aliases expanded; out of reach without aliases. */
    private static final int MAX_SIZE = 4 * FrontMatter.MAX_BYTES;

    /** Plain scalars that mean null, as in Jekyll and Hugo. */
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Iterator<Event> events;
    private final Map<Anchor, Value> anchors = new HashMap<>();
    private final int linesAbove;
    private int size;

    private FrontMatterYaml(String block, int linesAbove) {
        this.linesAbove = linesAbove;
        this.events =
                new Parse(LoadSettings.builder().build()).parseString(block).iterator();
    }

    /** Each alias adds this size and depth. */
    private record Value(Object content, int size, int depth) {}

    /** @param linesAbove of the file, for problems */
    static Map<String, Object> read(String block, int linesAbove) {
        FrontMatterYaml yaml = new FrontMatterYaml(block, linesAbove);
        try {
            return yaml.readStream();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(yaml::line).orElse(1);
            throw FrontMatter.unreadable(line, FrontMatter.clause(e.getProblem()));
        } catch (ReaderException e) {
            int line = Lines.number(block, block.offsetByCodePoints(0, e.getPosition())) + linesAbove;
            throw FrontMatter.unreadable(line, "a control character stands there");
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw FrontMatter.unreadable(Math.max(1, linesAbove), "it is not YAML");
        }
    }

    private Map<String, Object> readStream() {
        events.next(); // the stream's start
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return Map.of();
        }
        Event event = events.next();
        Value root = read(event, 1);
        if (root.content() == null) {
            return Map.of();
        }
        if (!(root.content() instanceof Map)) {
            throw FrontMatter.unreadable(line(event), "it is not a mapping of keys to values");
        }
        events.next(); // the document's end
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw FrontMatter.unreadable(line(end), "a second document starts there");
        }
        @SuppressWarnings("unchecked") // readMap checks the keys
        Map<String, Object> values = (Map<String, Object>) root.content();
        return values;
    }

    private Value read(Event event, int level) {
        if (event instanceof AliasEvent alias) {
            return copy(alias, level);
        }
        int sizeBefore = size;
        Value value = event instanceof ScalarEvent scalar
                ? new Value(text(scalar), 0, 0)
                : event.getEventId() == Event.ID.SequenceStart ? readList(event, level) : readMap(event, level);
        Value measured = new Value(value.content(), size - sizeBefore, value.depth());
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, measured));
        return measured;
    }

    private Value readList(Event start, int level) {
        requireDepth(start, level);
        add(1, start);
        List<Object> list = new ArrayList<>();
        int depth = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Value item = read(event, level + 1);
            depth = Math.max(depth, item.depth());
            list.add(item.content());
        }
        return new Value(Collections.unmodifiableList(list), 0, depth + 1);
    }

    private Value readMap(Event start, int level) {
        requireDepth(start, level);
        add(1, start);
        Map<String, Object> map = new LinkedHashMap<>();
        int depth = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Object key = read(event, level + 1).content();
            if (!(key instanceof String name)) {
                throw FrontMatter.unreadable(line(event), "a key is empty, a list or a mapping");
            }
            Value value = read(events.next(), level + 1);
            depth = Math.max(depth, value.depth());
            if (map.containsKey(name) && FrontMatterNames.isContradiction(name, map.get(name), value.content())) {
                throw FrontMatter.unreadable(line(event), "a key stands there a second time, with another value");
            }
            map.put(name, value.content());
        }
        return new Value(Collections.unmodifiableMap(map), 0, depth + 1);
    }

    private Value copy(AliasEvent alias, int level) {
        Value original = anchors.get(alias.getAlias());
        if (original == null) {
            throw FrontMatter.unreadable(line(alias), "an alias stands for nothing before it, or for itself");
        }
        requireDepth(alias, level + original.depth() - 1);
        add(original.size(), alias);
        return original;
    }

    private String text(ScalarEvent scalar) {
        String text = scalar.getValue();
        add(text.length() + 1, scalar);
        if (scalar.isPlain() && NULLS.contains(text)) {
            return null;
        }
        return FrontMatter.storable(text);
    }

    private void add(int more, Event where) {
        size += more;
        if (size > MAX_SIZE) {
            throw FrontMatter.unreadable(line(where), "its aliases unfold to more than 256 KiB");
        }
    }

    private void requireDepth(Event where, int level) {
        if (level > FrontMatter.MAX_DEPTH) {
            throw FrontMatter.unreadable(line(where), "it is nested deeper than " + FrontMatter.MAX_DEPTH + " levels");
        }
    }

    private int line(Event event) {
        return event.getStartMark().map(this::line).orElse(1);
    }

    /** Marks count from 0. */
    private int line(Mark mark) {
        return mark.getLine() + 1 + linesAbove;
    }
}
