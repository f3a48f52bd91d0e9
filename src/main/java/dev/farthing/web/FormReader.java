package dev.farthing.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads forms as browsers post them, in UTF-8. Names the field that cannot be decoded, and never quotes its value. */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class FormReader implements MessageBodyReader<Form> {
    /** A few hundred times what any form here has. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_FIELDS = 100;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Form.class;
    }

    @Override
    public Form readFrom(
            Class<Form> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return parse(body.readNBytes(MAX_BYTES + 1));
    }

    static Form parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw Problem.of(ProblemCode.BODY_TOO_LARGE, "A form has at most " + MAX_BYTES + " bytes here.");
        }
        // Percent signs and letters are the same in any encoding; others than ASCII are encoded.
        String[] pairs = new String(body, StandardCharsets.ISO_8859_1).split("&");
        if (pairs.length > MAX_FIELDS) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "body", "A form has at most " + MAX_FIELDS + " fields here.");
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded("body", equals < 0 ? pair : pair.substring(0, equals));
                String value = decoded(name, equals < 0 ? "" : pair.substring(equals + 1));
                if (fields.put(name, value) != null) {
                    throw Problem.at(ProblemCode.INVALID_FIELD, name, "A field of the form is sent more than once.");
                }
            }
        }
        return new Form(fields);
    }

    private static String decoded(String field, String encoded) {
        try {
            byte[] bytes =
                    URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException undecodable) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    field,
                    "The form cannot be decoded: two hex digits follow each percent sign, and the text is UTF-8.");
        }
    }
}
