package dev.farthing.article;

import dev.farthing.article.file.FrontMatterWarnings;
import dev.farthing.article.markdown.Warning;
import java.util.List;

/** Cuts the fields of a file in place of refusing it, since other publishers accept it, and says so. */
final class FieldLimits {
    private final FrontMatterWarnings warnings = new FrontMatterWarnings();

    /** Null stays null. */
    String cut(String field, String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        warnings.add(field, text, "It is cut after " + longest + " characters.");
        return shortened(text, longest);
    }

    /** Null stays null. */
    static String shortened(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    List<String> tags(List<String> tags) {
        if (tags == null) {
            return List.of();
        }
        List<String> cut = tags.stream()
                .limit(2L * ArticleJson.MAX_TAGS)
                .map(tag -> cut("tags", tag, ArticleJson.MAX_TAG))
                .distinct()
                .toList();
        if (tags.size() > cut.size() || cut.size() > ArticleJson.MAX_TAGS) {
            List<String> kept = cut.subList(0, Math.min(cut.size(), ArticleJson.MAX_TAGS));
            warnings.add(
                    "tags",
                    tags.get(tags.size() - 1),
                    "Only " + kept.size() + " tags of " + tags.size() + " are used.");
            return List.copyOf(kept);
        }
        return cut;
    }

    /** Null if it is none that is known. */
    String language(String tag) {
        if (isLanguage(tag)) {
            return ArticleJson.language(tag);
        }
        warnings.add("language", tag, "It is no tag such as en or pt-BR, so the default is used.");
        return null;
    }

    static boolean isLanguage(String tag) {
        return tag == null || ArticleJson.isLanguage(tag);
    }

    List<Warning> warnings() {
        return warnings.list();
    }
}
