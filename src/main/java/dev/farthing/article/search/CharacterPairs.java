package dev.farthing.article.search;

/**
 * Two neighbours in a run, the nearest to a word that a text without spaces has.
 *
 * <p>Pairs overlap, so somebody could follow them through a text that is for sale and has not been bought. There, only those are
 * kept whose first character comes before the second in an order of our own, so a chain soon ends: what remains are pieces of
 * about a word's length, in no order. It depends on the pair alone, so that a query knows.
 */
final class CharacterPairs {
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private CharacterPairs() {}

    static boolean isForAll(String one, String two) {
        return Integer.compareUnsigned(rank(one), rank(two)) < 0;
    }

    private static int rank(String character) {
        int mixed = character.hashCode() * GOLDEN_RATIO;
        return (mixed ^ mixed >>> 15) * GOLDEN_RATIO;
    }

    /** A character of a pair that is left out, in a text for sale. */
    static String loose(String character) {
        return "~" + character;
    }
}
