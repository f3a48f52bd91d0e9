package dev.farthing.article.markdown;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something of a publisher's file that could not be used. */
@RegisterForReflection
public record Warning(
        @Schema(description = "The field, as the file spells it; body for the text", examples = "publishDate")
        String field,

        @Schema(description = "As the file has it, shortened", examples = "next Tuesday")
        String value,

        @Schema(description = "A sentence", examples = "This is no date.")
        String why) {}
