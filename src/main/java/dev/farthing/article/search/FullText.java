package dev.farthing.article.search;

import java.util.HashMap;
import java.util.Map;

/**
 * SQL to select from, for articles that match {@code :exact}.
 *
 * <p>The GIN index knows which words an article has. Phrases and exclusions take a look into {@code search}, which is stored out of
 * line and costs ten times as much, as does ranking; so each statement looks into a bounded number of articles.
 *
 * <p>{@code search} knows no order of the words of a text with a price, so a stranger's phrases cannot find it. For a
 * reader who may have the text, {@code search_owned} decides.
 */
public final class FullText {
    /** Only the newest matches: ranking takes some 30 microseconds each. */
    static final int RANKED = 1_000;

    /** Articles that have the words of a phrase, in the order asked for; so it costs no more than a common word. */
    static final int CHECKED = 5_000;

    /** Articles checked in sort order before the GIN index, as a multiple of the page. */
    private static final int NEAR = 10;

    /**
     * {@code materialized} parses once and hides the words from the planner: for a word that nearly all articles
     * contain it would scan them all, {@code search} included.
     */
    private static final String QUERY = "with given as materialized (select cast(:exact as tsquery) as exact)\n";

    private static final String QUERIES =
            "with given as materialized (select cast(:exact as tsquery) as exact, cast(:words as tsquery) as words)\n";

    private static final String MATCH = "a.search @@ (select exact from given)";

    /** Takes the condition of a text that the reader may have. */
    private static final String READERS_MATCH =
            "(case when a.search_owned is not null and %s then a.search_owned else a.search end)"
                    + " @@ (select exact from given)";

    /**
     * All that have the words. {@code offset 0} keeps order and start of a page out: PostgreSQL would walk an index in that order and
     * look into all it meets. Takes columns, the words' query, conditions.
     */
    private static final String BY_WORDS = """
            select %1$s, a.search, a.search_owned
            from given join article a on a.search @@ given.%2$s where %3$s offset 0""";

    /** In the order of an index. Takes columns, conditions. */
    private static final String BY_ORDER = "select %1$s, a.search, a.search_owned from article a where %2$s";

    /** Those of a bounded number that match. Takes columns, candidates, start of the page, order, number, match. */
    private static final String CHECK = """
            select %1$s, a.search
            from (select * from (%2$s) a where %3$s order by %4$s limit %5$s) a where %6$s""";

    /**
     * A word of a text counts as much in a free article, where its weight is C. {@code offset 0} keeps the outer query from
     * computing the rank again. Takes columns, matches, limit.
     */
    private static final String RANKING = """
            select %1$s, ts_rank(cast('{0.1, 0.1, 0.4, 1}' as real[]), a.search, (select exact from given)) as rank
            from (select * from (%2$s) a order by a.published_at desc, a.id desc limit %3$s) a offset 0""";

    /** The first matches in order if enough are near, else all. Takes columns, the near, matches wanted, order, all. */
    private static final String NEAR_OR_ALL = """
            , near as materialized (select %1$s from (%2$s) a order by %4$s limit %3$s),
            enough as materialized (select count(*) = %3$s as yes from near)
            select * from near where (select yes from enough)
            union all
            (select %1$s from (%5$s) a where not (select yes from enough) offset 0)""";

    private final boolean ofWords;
    private final String words;
    private final String match;
    private final Map<String, Object> parameters = new HashMap<>();

    public FullText(SearchQuery query, Reader reader) {
        parameters.put("exact", query.exact());
        ofWords = query.isOfWords();
        words = ofWords ? null : query.words();
        if (words != null) {
            parameters.put("words", words);
        }
        // Single words of every text are found by everybody.
        boolean same = ofWords || reader.equals(Reader.STRANGER);
        match = same ? MATCH : READERS_MATCH.formatted(reader.mayRead());
        if (!same && reader.id() != null) {
            parameters.put("reader", reader.id());
        }
    }

    public Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    /** The newest {@link #RANKED} matches; {@code columns} need {@code published_at} and {@code id}. */
    public String ranked(String columns, String conditions) {
        String matches = matches(columns, conditions, "true", "a.published_at desc, a.id desc");
        return given() + RANKING.formatted(columns, matches, RANKED);
    }

    /** @param order total */
    public String all(String columns, String conditions, String after, String order) {
        return given() + "select %s from (%s) a".formatted(columns, matches(columns, conditions, after, order));
    }

    /**
     * Walking the order soon finds a frequent word, the GIN index a rare one. A generic plan cannot know which it has:
     * the query checks a bounded number in order, then all matches if too few of those match.
     *
     * @param order total, with an index
     */
    public String first(String columns, String conditions, String after, String order, int wanted) {
        String near =
                CHECK.formatted(columns, BY_ORDER.formatted(columns, conditions), after, order, NEAR * wanted, match);
        return given()
                + NEAR_OR_ALL.formatted(columns, near, wanted, order, matches(columns, conditions, after, order));
    }

    private String given() {
        return words == null ? QUERY : QUERIES;
    }

    private String matches(String columns, String conditions, String after, String order) {
        if (ofWords) {
            return BY_WORDS.formatted(columns, "exact", conditions);
        }
        String candidates = words == null
                ? BY_ORDER.formatted(columns, conditions)
                : BY_WORDS.formatted(columns, "words", conditions);
        return CHECK.formatted(columns, candidates, after, order, CHECKED, match);
    }
}
