package dev.farthing.article.search;

/**
 * Two neighbours in a run, the nearest to a word that a text without spaces has.
 *
 * <p>Pairs overlap, so somebody could follow them through a text that is for sale and has not been bought. There, one in three
 * is left out: what remains are pieces of about a word's length, in no order. Which ones depends on the pair alone, so that a
 * query knows.
 */
final class CharacterPairs {
    private static final int OF = 3;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private CharacterPairs() {}

    static boolean isForAll(String pair) {
        return Integer.remainderUnsigned((pair.hashCode() * GOLDEN_RATIO) >>> 8, OF) != 0;
    }

    /** A character of a pair that is left out, in a text for sale. */
    static String loose(String character) {
        return "~" + character;
    }
}
