package dev.farthing.web;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders a problem for a person who followed a link. */
public final class ProblemPage {
    private static final String LANGUAGE = "en";

    private ProblemPage() {}

    public static String of(ProblemBody problem) {
        StringBuilder main = new StringBuilder();
        main.append("<h1>").append(Html.escape(problem.title())).append("</h1>\n");
        main.append("<p>").append(detail(problem)).append("</p>\n");
        if (problem.extras().get("topUpUrl") instanceof String topUp) {
            main.append("<p><a class=\"button\" rel=\"payment\" href=\"")
                    .append(Html.escape(topUp))
                    .append("\">Add credit</a></p>\n");
        }
        if (problem.extras().get("preview") instanceof Map<?, ?> preview) {
            String lead = String.valueOf(preview.get("lead"));
            String shown = lead.isEmpty() ? String.valueOf(preview.get("summary")) : lead;
            if (!shown.isEmpty()) {
                main.append("<blockquote")
                        .append(attributes(preview))
                        .append(">")
                        .append(Html.escape(shown))
                        .append("</blockquote>\n");
            }
            main.append("<p><a rel=\"preview\" href=\"")
                    .append(Html.escape(String.valueOf(preview.get("url"))))
                    .append("\">Read the free part</a></p>\n");
        }
        main.append("<dl class=\"facts\">\n");
        if (problem.field() != null) {
            fact(main, "field", problem.field());
        }
        for (Map.Entry<String, Object> extra : problem.extras().entrySet()) {
            if (extra.getValue() instanceof Money money) {
                fact(main, extra.getKey(), money.amount() + " " + money.currency());
            }
        }
        if (problem.traceId() != null) {
            fact(main, "trace", problem.traceId());
        }
        fact(main, "code", problem.error().code());
        main.append("</dl>\n<p><a href=\"")
                .append(Html.escape(problem.error().docUrl()))
                .append("\">What this means and how to resolve it</a></p>");
        return Html.page(problem.status() + " " + problem.title(), LANGUAGE, main.toString());
    }

    /** A title that runs from the right must not turn the English sentence around. */
    private static String detail(ProblemBody problem) {
        String detail = Html.escape(problem.detail());
        if (!(problem.extras().get("preview") instanceof Map<?, ?> preview)
                || !TextDirection.isFromTheRight(String.valueOf(preview.get("language")))) {
            return detail;
        }
        String title = Html.escape(String.valueOf(preview.get("title")));
        String isolated = "<bdi" + attributes(preview) + ">" + title + "</bdi>";
        return detail.replaceFirst(Pattern.quote(title), Matcher.quoteReplacement(isolated));
    }

    /** Of an element with text of the article; none where it is in the page's own language. */
    private static String attributes(Map<?, ?> preview) {
        String language = String.valueOf(preview.get("language"));
        return (language + "-").startsWith(LANGUAGE + "-") ? "" : " " + Html.in(language);
    }

    private static void fact(StringBuilder out, String name, String value) {
        out.append("<dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd>\n");
    }
}
