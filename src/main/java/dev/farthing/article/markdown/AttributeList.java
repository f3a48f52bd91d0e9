package dev.farthing.article.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {: .note #id}} of kramdown, {@code {#id .note}} of Hugo, Pandoc, Zola and Docusaurus.
 *
 * @param id or null; classes and other attributes are for styles that are not here
 */
record AttributeList(String id, boolean isKramdown, int end) {
    private static final int MAX_CHARS = 300;

    private static final Pattern LIST = Pattern.compile("\\{(::?+|(?=[#.]))([^{}\\n]*+)}");
    private static final Pattern ITEMS = Pattern.compile(
            "\\s*+(?:(?:(?:no_)?toc|footnotes|[#.][\\p{L}\\p{N}_:.-]++|[\\p{L}_][\\w:-]*+=(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"']*+))\\s*+)++");
    private static final Pattern ID =
            Pattern.compile("(?:^|\\s)(?:#([\\p{L}\\p{N}_:.-]++)|id=[\"']?([\\p{L}\\p{N}_:.-]++))");

    static AttributeList at(String text, int i, int lineEnd) {
        Matcher list = LIST.matcher(text).region(i, Math.min(lineEnd, i + MAX_CHARS));
        if (!list.lookingAt()) {
            return null;
        }
        boolean isKramdown = !list.group(1).isEmpty();
        String items = list.group(2);
        boolean isExtension = list.group(1).equals("::") || items.startsWith("/");
        if (!isExtension && !ITEMS.matcher(items).matches()) {
            // {:a 1} is Clojure's.
            return null;
        }
        Matcher id = ID.matcher(items);
        String found = id.find() ? id.group(1) == null ? id.group(2) : id.group(1) : null;
        return new AttributeList(found, isKramdown, list.end());
    }
}
