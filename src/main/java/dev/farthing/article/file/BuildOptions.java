package dev.farthing.article.file;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Options of single pages of which no page, or no link to it, is made. */
final class BuildOptions {
    private static final Set<String> NEVER = Set.of("never", "false", "no", "off", "0", "link");

    private BuildOptions() {}

    static boolean isNever(Object value) {
        return value instanceof String text && NEVER.contains(FrontMatterKeys.name(text));
    }

    /** Of Hugo's build options: rendered or listed nowhere. */
    static boolean isBuiltNever(Map<?, ?> build) {
        return build.entrySet().stream()
                .filter(option -> Set.of("render", "list").contains(FrontMatterKeys.name((String) option.getKey())))
                .anyMatch(option -> isNever(option.getValue()));
    }

    /** Of a sitemap's options, and of Eleventy's permalinks. */
    static boolean isOff(Map<?, ?> options) {
        return options.entrySet().stream().anyMatch(option -> {
            String name = FrontMatterKeys.name(Objects.toString(option.getKey()));
            Boolean truth = FrontMatterKeys.truth(option.getValue());
            return Set.of("disable", "disabled", "exclude", "excluded", "ignore")
                                    .contains(name)
                            && Boolean.TRUE.equals(truth)
                    || name.equals("build") && Boolean.FALSE.equals(truth);
        });
    }
}
