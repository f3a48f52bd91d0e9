package dev.farthing.article.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether the tools keep the article from the public. Any key that says so wins: contradicting keys never put a draft on sale.
 */
final class FrontMatterHold {
    private static final Set<String> HIDDEN_IF_TRUE = FrontMatterNames.set("""
            draft isdraft private isprivate unlisted isunlisted hidden ishidden unpublished isunpublished
            headless noindex sitemapexclude excludefromsitemap wip
            """);

    private static final Set<String> HIDDEN_IF_FALSE = FrontMatterNames.set("""
            published ispublished publish public ispublic visible isvisible listed islisted render enabled
            """);

    /** Dates, too: of a publication. */
    private static final Set<String> OR_DATE = Set.of("published", "publish");

    /** Anything but a boolean means something else, such as the parts of a page that MkDocs hides. */
    private static final Set<String> LOOSELY_TRUE = FrontMatterNames.set("""
            hide embargo embargoed scheduled schedule eleventyexcludefromcollections archived isarchived
            deleted isdeleted trashed disabled inactive offline internal confidential secret nopublish
            notpublished donotpublish dontpublish
            """);

    private static final Set<String> LOOSELY_FALSE = FrontMatterNames.set("""
            permalink sitemap online active isactive live islive released approved ready show shown
            """);

    /** Instructions for search engines. */
    private static final Set<String> ROBOTS = Set.of("robots", "metarobots");

    private static final Set<String> STATES = Set.of("status", "poststatus", "visibility", "postvisibility");

    private static final Set<String> SHOWN = FrontMatterNames.set("""
            published publish public live released final done complete completed approved sent featured
            stable new deprecated experimental nonstandard obsolete members paid tiers filter premium
            subscribers everyone all visible open standard active evergreen
            """);

    private static final Set<String> HIDDEN = FrontMatterNames.set("""
            draft autodraft private hidden pending review inreview trash deleted unlisted unpublished
            archived internal scheduled future inherit wip
            """);

    private static final Set<String> SCHEDULED = Set.of("scheduled", "future");

    private static final String HELD = "This keeps the article from the public, so it is a draft.";

    private final FrontMatterWarnings warnings;
    private boolean held;

    private FrontMatterHold(FrontMatterWarnings warnings) {
        this.warnings = warnings;
    }

    static boolean isHold(String name) {
        return HIDDEN_IF_TRUE.contains(name) || HIDDEN_IF_FALSE.contains(name) || STATES.contains(name);
    }

    /** Nothing but a hold can be meant. */
    static boolean isCertain(String name, Object value) {
        Boolean truth = FrontMatterKeys.truth(value);
        return HIDDEN_IF_TRUE.contains(name) && Boolean.TRUE.equals(truth)
                || HIDDEN_IF_FALSE.contains(name) && Boolean.FALSE.equals(truth)
                || STATES.contains(name) && value instanceof String text && HIDDEN.contains(FrontMatterKeys.name(text));
    }

    /** Of workflows, which have words of their own. */
    private static boolean isOtherState(String name) {
        return name.endsWith("status") || name.endsWith("state") || name.equals("stage") || name.equals("workflow");
    }

    /** @param publishedAt as the file has it, or null */
    static boolean of(FrontMatterKeys keys, Instant publishedAt, Instant now, FrontMatterWarnings warnings) {
        FrontMatterHold hold = new FrontMatterHold(warnings);
        boolean comes = publishedAt != null && publishedAt.isAfter(now);
        for (FrontMatterKeys.Entry entry : List.copyOf(keys.all())) {
            if (!FrontMatterKeys.isEmpty(entry.value())) {
                hold.look(entry, keys, comes);
            }
        }
        return hold.held;
    }

    private void look(FrontMatterKeys.Entry entry, FrontMatterKeys keys, boolean comes) {
        String name = entry.name();
        Boolean truth = FrontMatterKeys.truth(entry.value());
        if (HIDDEN_IF_TRUE.contains(name) || HIDDEN_IF_FALSE.contains(name)) {
            bool(entry, keys, name.equals("render") && BuildOptions.isNever(entry.value()) ? Boolean.FALSE : truth);
        } else if (LOOSELY_TRUE.contains(name)) {
            hold(entry, Boolean.TRUE.equals(truth));
        } else if (LOOSELY_FALSE.contains(name)) {
            hold(
                    entry,
                    Boolean.FALSE.equals(truth) || entry.value() instanceof Map<?, ?> map && BuildOptions.isOff(map));
        } else if (name.equals("build")) {
            hold(
                    entry,
                    BuildOptions.isNever(entry.value())
                            || entry.value() instanceof Map<?, ?> map && BuildOptions.isBuiltNever(map));
        } else if (STATES.contains(name)) {
            states(entry, keys, comes);
        } else if (isOtherState(name)) {
            hold(entry, entry.value() instanceof String text && HIDDEN.contains(FrontMatterKeys.name(text)));
        } else if (ROBOTS.contains(name)) {
            hold(
                    entry,
                    entry.value() instanceof String text
                            && text.toLowerCase(Locale.ROOT).contains("noindex"));
        } else if (name.equals("password") && !entry.contained()) {
            hold(entry, !Boolean.FALSE.equals(truth));
        }
    }

    private void bool(FrontMatterKeys.Entry entry, FrontMatterKeys keys, Boolean truth) {
        if (truth == null) {
            if (OR_DATE.contains(entry.name())) {
                return;
            }
            throw FrontMatterFields.refused(entry.path(), "true or false");
        }
        boolean hides = HIDDEN_IF_TRUE.contains(entry.name()) == truth;
        held |= hides;
        if (Set.of("draft", "published").contains(entry.name())) {
            keys.drop(entry);
        } else {
            hold(entry, hides);
        }
    }

    private void states(FrontMatterKeys.Entry entry, FrontMatterKeys keys, boolean comes) {
        List<String> states = new ArrayList<>();
        for (Object item : entry.value() instanceof List<?> list ? list : List.of(entry.value())) {
            if (item instanceof String text) {
                states.add(FrontMatterKeys.name(text));
            } else if (item != null) {
                states.add("");
            }
        }
        boolean shown = states.stream()
                .allMatch(state -> SHOWN.contains(state)
                        || comes && SCHEDULED.contains(state)
                        // Themes have words of their own.
                        || entry.contained() && !HIDDEN.contains(state));
        if (entry.name().equals("status") && entry.value() instanceof String && (shown || states.contains("draft"))) {
            held |= !shown;
            keys.drop(entry);
        } else {
            boolean known = states.stream().anyMatch(HIDDEN::contains);
            hold(
                    entry,
                    !shown,
                    known ? HELD : "This is no state that is known to be public, so the article is a draft.");
        }
    }

    private void hold(FrontMatterKeys.Entry entry, boolean hides) {
        hold(entry, hides, HELD);
    }

    private void hold(FrontMatterKeys.Entry entry, boolean hides, String why) {
        if (hides) {
            held = true;
            warnings.add(entry.path(), entry.value(), why);
        }
    }
}
