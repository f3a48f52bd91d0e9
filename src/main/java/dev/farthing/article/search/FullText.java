package dev.farthing.article.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * SQL to select from, for articles that match {@code :exact}.
 *
 * <p>Articles are stemmed by their language: one branch per text search configuration uses the GIN index. Reading
 * {@code search}, stored out of line, costs ten times as much, so only a bounded number pays for it: the ranked, and
 * the first of a sort order. PostgreSQL rechecks every possible match of phrases and exclusions.
 *
 * <p>{@code search} knows no order of the words of a text with a price, so a stranger's phrases cannot find it. For a
 * reader who may have the text, {@code :broad} finds candidates, and {@code search_owned} decides.
 */
public final class FullText {
    /** Only the newest matches: ranking takes some 30 microseconds each. */
    static final int RANKED = 1_000;

    /** Articles checked in sort order before the GIN index, as a multiple of the page. */
    private static final int NEAR = 10;

    private static final List<String> CONFIGURATIONS = List.of("english", "german", "french", "spanish", "simple");

    /** PostgreSQL uses the index {@code article_by_text_config} for this very expression only. */
    private static final String CONFIGURATION = """
            case split_part(lower(a.language), '-', 1)
              when 'en' then 'english' when 'de' then 'german' when 'fr' then 'french' when 'es' then 'spanish' else 'simple' end""";

    /**
     * {@code materialized} parses once and hides the words from the planner: for a word that nearly all articles
     * contain it would scan them all, {@code search} included.
     */
    private static final String QUERIES = queries("");

    private static final String READERS_QUERIES = queries(", to_tsquery('%1$s', :broad) as broad");

    private static final String MATCH = "a.search @@ given.exact";

    /** Takes the condition of a text that the reader may have. */
    private static final String READERS_MATCH = """
            (a.search @@ given.broad and case when a.search_owned is not null and %s
              then a.search_owned @@ given.exact else a.search @@ given.exact end)""";

    /**
     * Takes columns, configuration, its expression, conditions, match. An index probe skips configurations without
     * articles; {@code exists} could scan.
     */
    private static final String BRANCH = """
            select %1$s, a.search, given.exact
            from given join article a on %5$s
            where given.configuration = '%2$s' and %3$s = '%2$s' and %4$s
              and (select %3$s from article a where %3$s >= '%2$s' order by %3$s limit 1) = '%2$s'""";

    /**
     * Takes columns, branches, limit. A word of a text counts as much in a free article, where its weight is C.
     * {@code offset 0} keeps the outer query from computing the rank again.
     */
    private static final String RANKING = """
            select %1$s, ts_rank(cast('{0.1, 0.1, 0.4, 1}' as real[]), a.search, a.exact) as rank
            from (%2$s
            order by published_at desc, id desc limit %3$d) a offset 0""";

    /**
     * The first matches in order if enough are near, else all; takes columns, conditions, start of the page, order,
     * articles to check, the configuration's expression, matches wanted, branches.
     *
     * <p>{@code offset 0} keeps the start of the page out of the branches: PostgreSQL estimates the rows after it by
     * the first column alone, and with equal prices would walk the index of prices.
     */
    private static final String NEAR_OR_ALL = """
            , near as materialized (
              select %1$s
              from (select %1$s, a.search, a.search_owned, %6$s as configuration
                from article a where %2$s and %3$s order by %4$s limit %5$d) a
              cross join lateral (select * from given where given.configuration = a.configuration offset 0) given
              where %9$s
              order by %4$s limit %7$d),
            enough as materialized (select count(*) = %7$d as yes from near)
            select * from near where (select yes from enough)
            union all
            (select %1$s from (%8$s) a where not (select yes from enough) offset 0)""";

    private final String queries;
    private final String match;
    private final Map<String, Object> parameters = new HashMap<>();

    public FullText(SearchQuery query, Reader reader) {
        parameters.put("exact", query.exact());
        // Single words of every text are found by everybody.
        boolean same = query.isOfWords() || reader.equals(Reader.STRANGER);
        queries = same ? QUERIES : READERS_QUERIES;
        match = same ? MATCH : READERS_MATCH.formatted(reader.mayRead());
        if (!same) {
            parameters.put("broad", query.broad());
            if (reader.id() != null) {
                parameters.put("reader", reader.id());
            }
        }
    }

    private static String queries(String columns) {
        return CONFIGURATIONS.stream()
                .map(("select '%1$s' as configuration, to_tsquery('%1$s', :exact) as exact" + columns)::formatted)
                .collect(Collectors.joining("\nunion all\n", "with given as materialized (\n", ")\n"));
    }

    public Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    /** The newest {@link #RANKED} matches; {@code columns} need {@code published_at} and {@code id}. */
    public String ranked(String columns, String conditions) {
        return queries + RANKING.formatted(columns, branches(columns, conditions), RANKED);
    }

    public String all(String columns, String conditions) {
        return queries + "select %s from (%s) a offset 0".formatted(columns, branches(columns, conditions));
    }

    /**
     * Walking the order soon finds a frequent word, the GIN index a rare one. A generic plan cannot know which it has:
     * the query checks a bounded number in order, then all matches if too few of those match.
     *
     * @param order total, with an index
     */
    public String first(String columns, String conditions, String after, String order, int wanted) {
        return queries
                + NEAR_OR_ALL.formatted(
                        columns,
                        conditions,
                        after,
                        order,
                        NEAR * wanted,
                        CONFIGURATION,
                        wanted,
                        branches(columns, conditions),
                        match);
    }

    private String branches(String columns, String conditions) {
        return CONFIGURATIONS.stream()
                .map(name -> BRANCH.formatted(columns, name, CONFIGURATION, conditions, match))
                .collect(Collectors.joining("\nunion all\n"));
    }
}
