package dev.farthing.article.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Obsidian's {@code [[page#part|text]]} and {@code ![[file]]}.
 *
 * @param isShown as a link within the text, or as media; else only its text
 */
record WikiLink(String source, String markdown, boolean isShown, int end) {
    private static final int MAX_CHARS = 500;

    /** Not an array, not the shell's {@code [[ -f x ]]}, not a link whose text is {@code [1]}. */
    private static final Pattern LINK =
            Pattern.compile("(!?)\\[\\[([^\\s\\[\\]](?:[^\\[\\]\\n]*+(?<=\\S))?)]](?![(\\[]|:\\S)");

    private static final Pattern IMAGE = Pattern.compile(".*\\.(png|jpe?g|gif|svg|webp|avif|bmp)");
    private static final Pattern VIDEO = Pattern.compile(".*\\.(mp4|webm|ogv|mov|mkv)");
    private static final Pattern AUDIO = Pattern.compile(".*\\.(mp3|wav|m4a|ogg|flac|3gp)");
    private static final Pattern SIZE = Pattern.compile("\\d+(x\\d+)?");

    static WikiLink at(String text, int i) {
        if (!text.startsWith("[[", i) && !text.startsWith("![[", i)) {
            return null;
        }
        Matcher link = LINK.matcher(text).region(i, Math.min(text.length(), i + MAX_CHARS));
        if (!link.lookingAt() || link.group(2).chars().noneMatch(Character::isLetter)) {
            return null;
        }
        String[] parts = link.group(2).split("\\\\?\\|", 2);
        String target = parts[0].strip();
        String shown = parts.length > 1 ? parts[1].strip() : "";
        boolean embeds = !link.group(1).isEmpty();
        String media = embeds ? media(target, shown) : null;
        if (media != null) {
            return new WikiLink(link.group(), media, true, link.end());
        }
        boolean isWithin = target.startsWith("#") && !target.startsWith("#^");
        String name = !shown.isEmpty()
                ? shown
                : target.replaceFirst("^#", "").replaceFirst("#\\^.*", "").replace("#", " > ");
        String literal = MarkdownText.literal(name.replace("|", " "));
        String markdown = isWithin
                ? "[" + literal + "](#" + MacroAddress.encoded(target.substring(target.lastIndexOf('#') + 1)) + ")"
                : literal;
        return new WikiLink(link.group(), markdown, isWithin, link.end());
    }

    private static String media(String target, String shown) {
        String file = PlainText.lower(target);
        String address = MacroAddress.encoded(target);
        if (IMAGE.matcher(file).matches()) {
            String name = target.substring(target.lastIndexOf('/') + 1);
            boolean isText = !shown.isEmpty() && !SIZE.matcher(shown).matches();
            return "![" + MarkdownText.literal(isText ? shown : name) + "](" + address + ")";
        }
        String player =
                VIDEO.matcher(file).matches() ? "video" : AUDIO.matcher(file).matches() ? "audio" : null;
        return player == null ? null : "<%s src=\"%s\"></%s>".formatted(player, address.replace("&", "&amp;"), player);
    }
}
