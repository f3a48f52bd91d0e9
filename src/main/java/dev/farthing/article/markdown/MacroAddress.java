package dev.farthing.article.markdown;

import java.util.List;
import java.util.Set;

/** Macros in an address, of a link or of an attribute of raw HTML: those that name a page become its name. */
final class MacroAddress {
    private static final Set<String> NAMING_A_PAGE = Set.of("link", "post_url", "ref", "relref");
    private static final int MAX_CHARS = 300;

    private MacroAddress() {}

    /** Whether what follows the line would be part of an address. */
    static boolean isIn(CharSequence text, int lineStart) {
        int i = text.length();
        int first = Math.max(lineStart, i - MAX_CHARS);
        while (i > first && "()<>\"' \t".indexOf(text.charAt(i - 1)) < 0) {
            i--;
        }
        if (i <= first) {
            return false;
        }
        int mark = i - 1;
        char c = text.charAt(mark);
        if ((c == '<' || c == ' ') && mark > first) {
            c = text.charAt(--mark);
        }
        char before = mark > first ? text.charAt(mark - 1) : 0;
        return (c == '(' || c == ':') && before == ']' || (c == '"' || c == '\'') && before == '=';
    }

    /** Whether the tool would write the same: {@code {{ "/a/" | relative_url }}}. */
    static boolean isWhole(Macro macro) {
        return macro.kind() == Macro.Kind.OUTPUT
                && "\"'".indexOf(macro.name().charAt(0)) >= 0
                && macro.arguments().matches("\\|\\s*(relative|absolute)_url");
    }

    static String of(Macro macro) {
        List<String> values = macro.values();
        if (macro.kind() == Macro.Kind.TAG && NAMING_A_PAGE.contains(macro.name())) {
            return encoded(macro.arguments().replaceAll("[\"']", ""));
        }
        if (NAMING_A_PAGE.contains(macro.name())) {
            return values.isEmpty() ? "" : encoded(values.get(0));
        }
        String name = macro.name();
        boolean isText = name.length() > 1 && "\"'".indexOf(name.charAt(0)) >= 0 && name.indexOf(name.charAt(0), 1) > 0;
        return isText ? encoded(name.substring(1, name.indexOf(name.charAt(0), 1))) : "";
    }

    static String encoded(String address) {
        StringBuilder encoded = new StringBuilder();
        for (char c : address.toCharArray()) {
            encoded.append(" ()<>\"'\n\r\t".indexOf(c) < 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }
}
