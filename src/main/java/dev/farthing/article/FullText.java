package dev.farthing.article;

import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that finds articles by the words of the query {@code :q}, as queries to select from.
 *
 * <p>An article's words are stemmed by its language, so the query is parsed in each text search configuration that the
 * column {@code search} is built with, and compared with the articles of that configuration only: one branch each, by
 * the GIN index. Reading {@code search} itself costs ten times as much, because it is stored out of line; only bounded
 * numbers of articles pay for that: those that are ranked, and the first ones of a sort order. The index knows too
 * little about phrases and exclusions, so PostgreSQL rechecks every article that may match them.
 */
final class FullText {
    /** Only the newest matches are ranked: ranking takes some 30 microseconds each. */
    static final int RANKED = 1_000;

    /** Articles checked in sort order before the GIN index is used, as a multiple of the page. */
    private static final int NEAR = 10;

    private static final List<String> CONFIGURATIONS = List.of("english", "german", "french", "spanish", "simple");

    /** The same expression as in the index {@code article_by_text_config}; PostgreSQL uses the index for no other. */
    private static final String CONFIGURATION = """
            case split_part(lower(a.language), '-', 1)
              when 'en' then 'english' when 'de' then 'german' when 'fr' then 'french' when 'es' then 'spanish' else 'simple' end""";

    /**
     * The query in each configuration, parsed once. {@code materialized} hides the words from the planner: for a word
     * that nearly all articles contain it would scan them all, {@code search} included.
     */
    private static final String QUERIES = CONFIGURATIONS.stream()
            .map("select '%1$s' as configuration, websearch_to_tsquery('%1$s', :q) as words"::formatted)
            .collect(Collectors.joining("\nunion all\n", "with given as materialized (\n", ")\n"));

    /**
     * The matches in one configuration; takes columns, configuration, expression of the configuration, conditions.
     * Skips configurations without articles by an index probe: {@code order by ... limit 1}, since {@code exists} could
     * scan.
     */
    private static final String BRANCH = """
            select %1$s, a.search, given.words
            from given join article a on a.search @@ given.words
            where given.configuration = '%2$s' and %3$s = '%2$s' and %4$s
              and (select %3$s from article a where %3$s >= '%2$s' order by %3$s limit 1) = '%2$s'""";

    /**
     * The newest matches with their rank; takes columns, branches, how many. {@code offset 0} keeps the planner from
     * computing the rank again in the outer query.
     */
    private static final String RANKING = """
            select %1$s, ts_rank(a.search, a.words) as rank
            from (%2$s
            order by published_at desc, id desc limit %3$d) a offset 0""";

    /**
     * The first matches in sort order if enough of them are near, otherwise all; takes columns, conditions, start of
     * the page, order, how many articles to check, expression of the configuration, how many matches are wanted,
     * branches.
     *
     * <p>{@code offset 0} keeps the start of the page out of the branches: PostgreSQL estimates the rows after it by
     * the first column alone, and with equal prices everywhere it would walk the index of prices.
     */
    private static final String NEAR_OR_ALL = """
            , near as materialized (
              select %1$s
              from (select %1$s, a.search, %6$s as configuration from article a where %2$s and %3$s order by %4$s limit %5$d) a
              where a.search @@ (select words from given where given.configuration = a.configuration)
              order by %4$s limit %7$d),
            enough as materialized (select count(*) = %7$d as yes from near)
            select * from near where (select yes from enough)
            union all
            (select %1$s from (%8$s) a where not (select yes from enough) offset 0)""";

    private FullText() {}

    /**
     * The newest {@link #RANKED} matches with their {@code rank}, a real.
     *
     * @param columns of {@code article a}, among them {@code published_at} and {@code id}
     * @param conditions on {@code article a}
     */
    static String ranked(String columns, String conditions) {
        return QUERIES + RANKING.formatted(columns, branches(columns, conditions), RANKED);
    }

    /**
     * All matches.
     *
     * @param columns of {@code article a}
     * @param conditions on {@code article a}
     */
    static String all(String columns, String conditions) {
        return QUERIES + "select %s from (%s) a offset 0".formatted(columns, branches(columns, conditions));
    }

    /**
     * The first matches in an order that has an index, and possibly others.
     *
     * <p>A frequent word is soon found by walking the articles in that order, where the GIN index would return them
     * all; a rare word is found by the GIN index. A generic plan cannot know which of the two it has, so the query
     * tries both: a bounded number of articles in order, then all matches if too few of those match.
     *
     * @param columns of {@code article a}, among them those of the order
     * @param conditions on {@code article a}
     * @param after start of the page, as a condition
     * @param order by columns of {@code a}; total
     * @param wanted number of matches
     */
    static String first(String columns, String conditions, String after, String order, int wanted) {
        return QUERIES
                + NEAR_OR_ALL.formatted(
                        columns,
                        conditions,
                        after,
                        order,
                        NEAR * wanted,
                        CONFIGURATION,
                        wanted,
                        branches(columns, conditions));
    }

    private static String branches(String columns, String conditions) {
        return CONFIGURATIONS.stream()
                .map(name -> BRANCH.formatted(columns, name, CONFIGURATION, conditions))
                .collect(Collectors.joining("\nunion all\n"));
    }
}
