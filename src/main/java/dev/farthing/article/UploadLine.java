package dev.farthing.article;

import dev.farthing.article.markdown.Warning;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The result of an upload for people: a line of what became of the file, and one for each warning. */
@Provider
@Produces(MediaType.TEXT_PLAIN)
public class UploadLine implements MessageBodyWriter<ArticleView> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == ArticleView.class;
    }

    @Override
    public void writeTo(
            ArticleView article,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle("Content-Type", "text/plain;charset=UTF-8");
        out.write(of(article).getBytes(StandardCharsets.UTF_8));
    }

    private static String of(ArticleView article) {
        StringBuilder text = new StringBuilder("%-9s  %-9s  %6s %s  %s  %s\n"
                .formatted(
                        article.outcome().name().toLowerCase(Locale.ROOT),
                        article.status().name().toLowerCase(Locale.ROOT),
                        article.price().amount(),
                        article.price().currency(),
                        article.publishedAt().toString().substring(0, 10),
                        article.slug()));
        for (Warning warning : article.warnings()) {
            text.append("  warning: %s '%s': %s\n"
                    .formatted(oneLine(warning.field()), oneLine(warning.value()), oneLine(warning.why())));
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("[\\s\\p{Cc}]+", " ");
    }
}
