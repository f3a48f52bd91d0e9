package dev.farthing.article.file;

/** Lines as all editors end them: with LF, CRLF, CR, NEL or one of Unicode's separators. Positions are UTF-16 units. */
final class Lines {
    /** Letters and a symbol that are blank: of Hangul, and Braille's without a dot. */
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

    private Lines() {}

    /** The start of the line after that of {@code from}, or the end. */
    static int next(String file, int from) {
        int end = end(file, from);
        return end + (file.startsWith("\r\n", end) ? 2 : end < file.length() ? 1 : 0);
    }

    /** Without its end. */
    static String at(String file, int from) {
        return file.substring(from, end(file, from));
    }

    /** From 1. */
    static int number(String file, int index) {
        int line = 1;
        for (int next = next(file, 0); next <= index && next < file.length(); next = next(file, next)) {
            line++;
        }
        return line;
    }

    /** The first character that can be seen, from {@code from} on, or the end. */
    static int firstShown(String file, int from) {
        int index = from;
        while (index < file.length() && !isShown(file.codePointAt(index))) {
            index += Character.charCount(file.codePointAt(index));
        }
        return index;
    }

    /** The first line with something to see, from a line's start on, or the end. */
    static int firstShownLine(String file, int from) {
        int line = from;
        while (line < file.length() && bare(at(file, line)).isEmpty()) {
            line = next(file, line);
        }
        return line;
    }

    /** Without white space, byte order marks and zero-width characters around it. */
    static String bare(String text) {
        int start = firstShown(text, 0);
        int end = text.length();
        while (end > start && !isShown(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** With LF alone; so ends, too, the line of {@code from} in files of rarer kinds. */
    static String unified(String block, String file, int from) {
        int end = end(file, from);
        String unified = block.replace("\r\n", "\n").replace('\r', '\n');
        return end == file.length() ? unified : unified.replace(file.charAt(end), '\n');
    }

    static boolean isShown(int c) {
        return FILLERS.indexOf(c) < 0
                && !(Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static int end(String file, int from) {
        int index = from;
        while (index < file.length() && "\n\r\u0085\u2028\u2029".indexOf(file.charAt(index)) < 0) {
            index++;
        }
        return index;
    }
}
