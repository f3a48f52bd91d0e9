package dev.farthing.benchmark;

/** Some 3 KB: half of the words are in nearly every article, the others in four of a hundred, a few in one of 300. */
final class Prose {
    private static final String[] WORDS = ("river window garden letter market winter bridge harbour engine village"
                    + " morning paper silver copper penny ledger baker miller farmer sailor station railway coffee orchard"
                    + " history weather museum library council theatre student doctor kitchen journey mountain valley island"
                    + " forest meadow shepherd candle mirror compass lantern teacher singer painter writer builder carpenter"
                    + " merchant traveller neighbour stranger evening shadow silence thunder harvest summer autumn spring")
            .split(" ");

    private static final String[] RARE =
            ("zeppelin quicksilver obelisk marzipan labyrinth kaleidoscope juniper hieroglyph"
                            + " gargoyle filigree eclipse dulcimer caravan bergamot astrolabe yarrow walrus vellum ukulele trilobite")
                    .split(" ");

    private static final int PARAGRAPHS = 6;
    private static final int WORDS_IN_PARAGRAPH = 55;

    private final int article;
    private final String rare;
    private long dice;

    Prose(int article) {
        this.article = article;
        this.dice = Shop.mix(article);
        this.rare = article % 15 == 0 ? RARE[article / 15 % RARE.length] : null;
    }

    static String known(long n) {
        return word(n) + word(Shop.mix(n));
    }

    static String rare(long n) {
        return RARE[(int) Long.remainderUnsigned(n, RARE.length)];
    }

    String title() {
        String word = rare == null ? word() : rare;
        return "The " + word + " and the " + word() + ", part " + article;
    }

    String[] paragraphs() {
        String[] paragraphs = new String[PARAGRAPHS];
        for (int p = 0; p < PARAGRAPHS; p++) {
            StringBuilder text = new StringBuilder("Of the ").append(rare == null ? word() : rare);
            for (int w = 0; w < WORDS_IN_PARAGRAPH; w++) {
                text.append(w % 9 == 8 ? ", and " : " ").append(word());
            }
            paragraphs[p] = text.append('.').toString();
        }
        return paragraphs;
    }

    int words() {
        return PARAGRAPHS * (WORDS_IN_PARAGRAPH + 3);
    }

    private String word() {
        dice = Shop.mix(dice);
        return (dice & 1) == 0 ? word(dice >>> 8) : word(dice >>> 8) + word(dice >>> 32);
    }

    private static String word(long n) {
        return WORDS[(int) Long.remainderUnsigned(n, WORDS.length)];
    }
}
