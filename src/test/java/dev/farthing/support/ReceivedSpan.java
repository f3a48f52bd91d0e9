package dev.farthing.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A span as exported. Only the fields that tests need are parsed, by their numbers in OTLP's trace.proto.
 *
 * @param parentId empty for the root span of a trace
 * @param links ids of linked spans
 */
public record ReceivedSpan(
        String traceId,
        String spanId,
        String parentId,
        String name,
        Map<String, String> attributes,
        List<String> links) {

    static List<ReceivedSpan> ofRequest(byte[] request) {
        List<ReceivedSpan> spans = new ArrayList<>();
        each(ByteBuffer.wrap(request), (resourceSpans, inResource) -> {
            if (resourceSpans == 1) {
                each(bytes(inResource), (scopeSpans, inScope) -> {
                    if (scopeSpans == 2) {
                        each(bytes(inScope), (span, content) -> {
                            if (span == 2) {
                                spans.add(of(bytes(content)));
                            }
                        });
                    }
                });
            }
        });
        return spans;
    }

    private static ReceivedSpan of(ByteBuffer span) {
        Map<Integer, String> texts = new HashMap<>();
        Map<String, String> attributes = new HashMap<>();
        List<String> links = new ArrayList<>();
        each(span, (field, content) -> {
            switch (field) {
                case 1, 2, 4 -> texts.put(field, hex(bytes(content)));
                case 5 -> texts.put(field, text(bytes(content)));
                case 9 -> attribute(bytes(content), attributes);
                case 13 ->
                    each(bytes(content), (linkField, id) -> {
                        if (linkField == 2) {
                            links.add(hex(bytes(id)));
                        }
                    });
                default -> {}
            }
        });
        return new ReceivedSpan(texts.get(1), texts.get(2), texts.getOrDefault(4, ""), texts.get(5), attributes, links);
    }

    /** Strings and integers only. */
    private static void attribute(ByteBuffer keyValue, Map<String, String> attributes) {
        String[] key = new String[1];
        each(keyValue, (field, content) -> {
            if (field == 1) {
                key[0] = text(bytes(content));
            } else if (field == 2) {
                each(bytes(content), (kind, value) -> {
                    if (kind == 1) {
                        attributes.put(key[0], text(bytes(value)));
                    } else if (kind == 3) {
                        attributes.put(key[0], value.toString());
                    }
                });
            }
        });
    }

    /** Calls back with the number of each field and its content: a Long, or a buffer for length-delimited fields. */
    private static void each(ByteBuffer message, BiConsumer<Integer, Object> field) {
        message.order(ByteOrder.LITTLE_ENDIAN);
        while (message.hasRemaining()) {
            long tag = varint(message);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> field.accept(number, varint(message));
                case 1 -> field.accept(number, message.getLong());
                case 2 -> {
                    int length = (int) varint(message);
                    field.accept(number, message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                case 5 -> field.accept(number, (long) message.getInt());
                default -> throw new IllegalStateException("not protobuf");
            }
        }
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer bytes(Object content) {
        return (ByteBuffer) content;
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }
}
