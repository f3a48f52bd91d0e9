package dev.farthing.article;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Sorts titles as a dictionary of the shop's language does: first by letters alone, then by accents, then by case.
 *
 * <p>The keys are ours, because they are stored: those of the JDK's collator differ between its versions, and a database's collations
 * between its builds.
 */
final class TitleOrder {
    /** Of a key, UTF-16 units; an index takes no longer rows. */
    private static final int MAX_KEY = 400;

    /** Sorts after all letters. */
    private static final char LAST = '\uE000';

    private static final char LEVEL = '\u0001';

    /** Letters of their own, each after the one in front; most languages take other accented letters as variants. */
    private static final Map<String, String> ALPHABETS = Map.ofEntries(
            Map.entry("sv", "zåäö zåæø"),
            Map.entry("fi", "zåäö zåæø"),
            Map.entry("da", "zæøå zäöå"),
            Map.entry("no", "zæøå zäöå"),
            Map.entry("nb", "zæøå zäöå"),
            Map.entry("nn", "zæøå zäöå"),
            Map.entry("is", "aá dð eé ií oó uú yý zþæö"),
            Map.entry("es", "nñ"),
            Map.entry("gl", "nñ"),
            Map.entry("eu", "nñ"),
            Map.entry("pl", "aą cć eę lł nń oó sś zźż"),
            Map.entry("cs", "cč rř sš zž"),
            Map.entry("sk", "aä cč oô sš zž"),
            Map.entry("sl", "cčć dđ sš zž"),
            Map.entry("hr", "cčć dđ sš zž"),
            Map.entry("bs", "cčć dđ sš zž"),
            Map.entry("hu", "oö oő uü uű"),
            Map.entry("ro", "aăâ iî sș sş tț tţ"),
            Map.entry("tr", "cç gğ hı oö sş uü"),
            Map.entry("az", "cç eə gğ hı oö sş uü"),
            Map.entry("et", "sšzž wõäöü"),
            Map.entry("lv", "cč gģ kķ lļ nņ sš zž"),
            Map.entry("lt", "cč sš zž"),
            Map.entry("vi", "aăâ dđ eê oôơ uư"),
            Map.entry("ru", "ий"),
            Map.entry("uk", "гґ еє иіїй"),
            Map.entry("be", "зій уў"));

    private static final String LIGATURES = "ßss æae œoe øo đd ðd þth łl ħh ıi";

    private final Map<String, String> letters = new HashMap<>();
    private final Locale locale;

    private TitleOrder(String language) {
        locale = Locale.forLanguageTag(language);
        for (String letter : LIGATURES.split(" ")) {
            letters.put(letter.substring(0, 1), letter.substring(1));
        }
        for (String group : ALPHABETS.getOrDefault(language, "").split(" ")) {
            for (int i = 1; i < group.length(); i++) {
                letters.put(group.substring(i, i + 1), group.charAt(0) + Character.toString(LAST + i));
            }
        }
        if (language.equals("cs") || language.equals("sk")) {
            letters.put("ch", "h" + LAST);
        }
    }

    /** @param language BCP 47 */
    static TitleOrder in(String language) {
        return new TitleOrder(language.toLowerCase(Locale.ROOT).split("[-_]")[0]);
    }

    String key(String title) {
        String lower = Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(locale);
        StringBuilder key = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < lower.length(); ) {
            int end = end(lower, i);
            String letter = lower.substring(i, end);
            i = end;
            if (Character.isLetterOrDigit(letter.codePointAt(0))) {
                key.append(space && !key.isEmpty() ? " " : "").append(sorted(letter));
                space = false;
            } else {
                // Quotes and other signs part words, and do not sort a title first.
                space = true;
            }
        }
        return cut(key.toString() + LEVEL + lower + LEVEL + title);
    }

    /** Of a letter with its marks, or of a digraph. */
    private int end(String text, int start) {
        if (letters.containsKey("ch") && text.startsWith("ch", start)) {
            return start + 2;
        }
        int end = text.offsetByCodePoints(start, 1);
        while (end < text.length() && Character.getType(text.codePointAt(end)) == Character.NON_SPACING_MARK) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private String sorted(String letter) {
        if (letters.containsKey(letter)) {
            return letters.get(letter);
        }
        String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
        String base = apart.substring(0, apart.offsetByCodePoints(0, 1));
        for (int i = base.length(); i < apart.length(); i++) {
            String composed = Normalizer.normalize(base + apart.charAt(i), Normalizer.Form.NFC);
            if (letters.containsKey(composed)) {
                return letters.get(composed);
            }
        }
        // Marks of other scripts are vowels, or make another letter.
        boolean isAccented = apart.charAt(apart.length() - 1) < 0x0370;
        return isAccented ? letters.getOrDefault(base, base) : letter;
    }

    private static String cut(String key) {
        int end = Math.min(key.length(), MAX_KEY);
        return key.substring(0, end > 0 && Character.isHighSurrogate(key.charAt(end - 1)) ? end - 1 : end);
    }
}
