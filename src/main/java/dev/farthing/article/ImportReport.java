package dev.farthing.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of an export; sent result by result. */
@Schema(name = "ImportReport")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ImportReport(
        @Schema(description = "One for each post and page, in the order of the file")
        List<Result> results,

        @Schema(description = "Why the rest was not reached; absent after a whole import")
        Refusal problem,

        @Schema(description = "Results by outcome") Map<String, Integer> counts,

        @Schema(description = "What of the file is no post, such as attachments, by kind")
        Map<String, Integer> leftOut) {

    static final String CREATED = "created";
    static final String REPLACED = "replaced";
    static final String UNCHANGED = "unchanged";
    static final String SKIPPED = "skipped";
    static final String REFUSED = "refused";

    @Schema(name = "ImportResult")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Result(
            @Schema(description = "The post's id at its source")
            String source,

            @Schema(description = "Of the article; of a refused post as its source has it")
            String slug,

            String title,

            @Schema(enumeration = {CREATED, REPLACED, UNCHANGED, SKIPPED, REFUSED})
            String outcome,

            Article.Status status,
            Money price,

            @Schema(description = "What of the post could not be used")
            List<Warning> warnings,

            Refusal problem) {}

    @Schema(name = "ImportProblem")
    @RegisterForReflection
    public record Refusal(String code, String detail) {
        static Refusal of(Problem problem) {
            return new Refusal(problem.code().code(), problem.getMessage());
        }
    }
}
