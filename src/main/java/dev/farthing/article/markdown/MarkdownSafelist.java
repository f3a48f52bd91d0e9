package dev.farthing.article.markdown;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/**
 * Allows nothing that runs, styles or submits.
 *
 * <p>jsoup's rule for URLs drops relative links or makes them absolute; articles keep theirs, so URLs are checked here.
 */
final class MarkdownSafelist extends Safelist {
    private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto");
    private static final Set<String> MEDIA_SCHEMES = Set.of("http", "https");

    /** The renderer's classes: a highlighter's language, footnotes, and GitHub's of alerts. */
    private static final Pattern CLASS =
            Pattern.compile("language-[\\p{L}\\p{N}_+#.-]{1,50}|footnotes|footnote-ref|footnote-backref"
                    + "|markdown-alert( markdown-alert-[a-z0-9-]{1,30})?|markdown-alert-title");

    private static final Pattern ID = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}%?");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("(video|audio)/[\\w.+-]{1,40}(; ?codecs=[\\w.,\" '-]{1,60})?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,7}");

    MarkdownSafelist() {
        addTags("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "blockquote", "pre", "hr", "br", "wbr");
        addTags("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "img", "a", "span");
        addTags("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td");
        addTags("em", "strong", "i", "b", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "q", "cite", "abbr");
        addTags("code", "kbd", "samp", "var", "dfn", "time", "ruby", "rt", "rp");
        addTags("video", "audio", "source", "track");
        addAttributes(":all", "id", "lang", "dir", "title", "align");
        addAttributes("a", "href", "class", "name", "aria-label");
        addAttributes("img", "src", "alt", "width", "height");
        addAttributes("ol", "start");
        addAttributes("th", "colspan", "rowspan", "scope");
        addAttributes("td", "colspan", "rowspan");
        addAttributes("code", "class");
        addAttributes("sup", "class");
        addAttributes("section", "class");
        addAttributes("blockquote", "class");
        addAttributes("p", "class");
        addAttributes("summary", "class");
        addAttributes("details", "open", "class");
        addAttributes("video", "src", "poster", "width", "height", "controls", "preload", "loop", "muted");
        addAttributes("audio", "src", "controls", "preload", "loop", "muted");
        addAttributes("source", "src", "type");
        addAttributes("track", "src", "kind", "srclang", "label", "default");
        addAttributes("time", "datetime");
    }

    @Override
    public boolean isSafeAttribute(String tagName, Element element, Attribute attribute) {
        return super.isSafeAttribute(tagName, element, attribute)
                && isSafeValue(attribute.getKey().toLowerCase(Locale.ROOT), attribute.getValue());
    }

    private static boolean isSafeValue(String name, String value) {
        return switch (name) {
            case "href" -> isSafeAddress(value, LINK_SCHEMES);
            case "src", "poster" -> isMedia(value);
            case "preload" -> value.equals("none");
            case "kind" ->
                Set.of("subtitles", "captions", "descriptions", "chapters").contains(value);
            case "srclang" -> LANGUAGE.matcher(value).matches();
            case "type" -> MEDIA_TYPE.matcher(value).matches();
            case "id", "name" -> ID.matcher(value).matches();
            case "class" -> CLASS.matcher(value).matches();
            case "lang" -> LANGUAGE.matcher(value).matches();
            case "dir" -> Set.of("ltr", "rtl", "auto").contains(value);
            case "align" -> Set.of("left", "center", "right").contains(value);
            case "scope" -> Set.of("row", "col", "rowgroup", "colgroup").contains(value);
            case "width", "height", "colspan", "rowspan", "start" ->
                SIZE.matcher(value).matches();
            default -> true;
        };
    }

    static boolean isMedia(String address) {
        return !address.isBlank() && isSafeAddress(address, MEDIA_SCHEMES);
    }

    /**
     * A scheme is the text before a colon, unless a slash, question mark or number sign comes first. Browsers skip some
     * control characters in a scheme.
     */
    private static boolean isSafeAddress(String address, Set<String> schemes) {
        String visible = address.strip();
        if (visible.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (int i = 0; i < visible.length(); i++) {
            switch (visible.charAt(i)) {
                case ':':
                    return schemes.contains(visible.substring(0, i).toLowerCase(Locale.ROOT));
                case '/', '?', '#', '\\':
                    return true;
                default:
                    break;
            }
        }
        return true;
    }
}
