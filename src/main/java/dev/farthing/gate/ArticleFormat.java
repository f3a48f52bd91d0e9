package dev.farthing.gate;

import dev.farthing.web.ContentNegotiation;
import dev.farthing.web.Html;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

enum ArticleFormat {
    JSON("json", MediaType.APPLICATION_JSON_TYPE),
    MARKDOWN("md", MediaType.valueOf("text/markdown;charset=UTF-8")),
    HTML("html", Html.TYPE);

    private static final List<MediaType> OFFERED =
            Stream.of(values()).map(ArticleFormat::type).toList();

    private final String tag;
    private final MediaType type;

    ArticleFormat(String tag, MediaType type) {
        this.tag = tag;
        this.type = type;
    }

    /** Names the format in the ETag. */
    String tag() {
        return tag;
    }

    MediaType type() {
        return type;
    }

    /**
     * JSON where the Accept header has no preference.
     *
     * @throws Problem {@code not_acceptable}
     */
    static ArticleFormat preferred(List<MediaType> accepted) {
        MediaType best = ContentNegotiation.best(accepted, OFFERED);
        if (best == null) {
            throw Problem.of(
                    ProblemCode.NOT_ACCEPTABLE, "An article comes as application/json, text/markdown or text/html.");
        }
        return values()[OFFERED.indexOf(best)];
    }
}
