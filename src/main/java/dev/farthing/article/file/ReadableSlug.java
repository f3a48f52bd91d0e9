package dev.farthing.article.file;

import dev.farthing.article.markdown.PlainText;
import dev.farthing.web.Slug;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes a slug of a title, a path or a file's name.
 *
 * <p>Latin letters become ASCII; letters of other scripts stay, composed as keyboards type them: a guessed transliteration is read
 * by nobody, and differs between languages. The same text always gives the same slug.
 */
public final class ReadableSlug {
    private static final int LONGEST = 200;

    private static final Pattern SLUG = Pattern.compile(Slug.PATTERN);

    /** C#, F#: without its mark the name would be another's. */
    private static final Pattern SHARP = Pattern.compile("(?<![\\p{L}\\p{N}])([A-Za-z])[#♯](?![\\p{L}\\p{N}])");

    private static final Pattern PLUS_PLUS = Pattern.compile("(?<=[\\p{L}\\p{N}])\\+\\+(?![+\\p{L}\\p{N}])");

    private static final Pattern APOSTROPHES = Pattern.compile("(?<=[\\p{L}\\p{N}])['’ʼ＇´`](?=\\p{L})");

    private static final Pattern WEAK_ENDS = Pattern.compile("^[-_.]+|[-_.]+$");

    /** Latin letters that Unicode does not decompose. */
    private static final Map<Integer, String> LATIN = Map.ofEntries(
            letter("ß", "ss"),
            letter("æ", "ae"),
            letter("œ", "oe"),
            letter("ø", "o"),
            letter("đ", "d"),
            letter("ð", "d"),
            letter("þ", "th"),
            letter("ł", "l"),
            letter("ħ", "h"),
            letter("ı", "i"),
            letter("ŧ", "t"),
            letter("ŋ", "ng"),
            letter("ĸ", "k"),
            letter("ə", "e"),
            letter("ǝ", "e"),
            letter("ɛ", "e"),
            letter("ɔ", "o"),
            letter("ɓ", "b"),
            letter("ɖ", "d"),
            letter("ɗ", "d"),
            letter("ɣ", "g"),
            letter("ɨ", "i"),
            letter("ɩ", "i"),
            letter("ƙ", "k"),
            letter("ƥ", "p"),
            letter("ʋ", "v"),
            letter("ƴ", "y"));

    private ReadableSlug() {}

    private static Map.Entry<Integer, String> letter(String letter, String ascii) {
        return Map.entry(letter.codePointAt(0), ascii);
    }

    /** Whether it can name an article as it is. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches()
                && Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                && text.codePoints().noneMatch(ReadableSlug::isForeignLatin);
    }

    /** Empty if the text has no letter or digit. */
    public static String of(String text) {
        String words = SHARP.matcher(text).replaceAll("$1-sharp ");
        words = PLUS_PLUS.matcher(words).replaceAll("-plus-plus ");
        words = APOSTROPHES.matcher(words).replaceAll("");
        StringBuilder slug = new StringBuilder();
        String folded = PlainText.lower(Normalizer.normalize(withoutSymbols(words), Normalizer.Form.NFKD));
        folded.codePoints().forEach(letter -> append(slug, letter));
        String composed = Normalizer.normalize(withinWords(slug), Normalizer.Form.NFC);
        return shortened(composed);
    }

    /** Before compatibility letters are taken apart: ™ is no word. */
    private static String withoutSymbols(String words) {
        StringBuilder kept = new StringBuilder();
        words.codePoints()
                .map(letter -> Character.getType(letter) == Character.OTHER_SYMBOL ? ' ' : letter)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static void append(StringBuilder slug, int letter) {
        if (Character.getType(letter) == Character.FORMAT) {
            return;
        }
        String ascii = LATIN.get(letter);
        if (ascii != null) {
            slug.append(ascii);
        } else if (isMark(letter)) {
            appendMark(slug, letter);
        } else if ((Character.isLetter(letter) || Character.isDigit(letter)) && !isForeignLatin(letter)
                || letter == '_'
                || letter == '.') {
            slug.appendCodePoint(letter);
        } else if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
            slug.append('-');
        }
    }

    /** é is e; but й is no и, and が is no か. */
    private static void appendMark(StringBuilder slug, int mark) {
        int last = slug.length() == 0 ? '-' : slug.codePointBefore(slug.length());
        if (last > 0x7F && (Character.isLetterOrDigit(last) || isMark(last))) {
            slug.appendCodePoint(mark);
        }
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isForeignLatin(int letter) {
        return letter > 0x7F && Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN;
    }

    /** A point stays in 1.2 and an underscore in a_b. */
    private static String withinWords(CharSequence slug) {
        return slug.toString().replaceAll("(?<!\\p{Nd})\\.|\\.(?!\\p{Nd})", "-").replaceAll("[-_]*-[-_]*", "-");
    }

    private static String shortened(String slug) {
        String whole = WEAK_ENDS.matcher(slug).replaceAll("");
        if (whole.codePointCount(0, whole.length()) <= LONGEST) {
            return whole;
        }
        String cut = whole.substring(0, whole.offsetByCodePoints(0, LONGEST));
        int word = cut.lastIndexOf('-');
        return WEAK_ENDS
                .matcher(word > cut.length() / 2 ? cut.substring(0, word) : cut)
                .replaceAll("");
    }
}
