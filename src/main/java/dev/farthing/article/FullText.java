package dev.farthing.article;

import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that finds articles by their words {@code :q}, as queries to select from.
 *
 * <p>The words of an article are stemmed by its language, and so are those of the query, to be compared with articles of the same
 * language only: one branch for each of PostgreSQL's configurations that the column {@code search} is made by. A branch finds its
 * articles in the index of words. To look at {@code search} itself costs ten times as much, since it lies outside the row, so that is
 * done with bounded numbers of articles: those that are ranked, and the first ones of an order. Phrases and exclusions, of which the
 * index knows too little, have PostgreSQL look at each article that may match.
 */
final class FullText {
    /** So many are ranked: the newest that match. To rank one takes some 30 microseconds. */
    static final int RANKED = 1_000;

    /** Before the index of words is asked, this times the wanted number of articles is looked at in their order. */
    private static final int NEAR = 10;

    private static final List<String> CONFIGURATIONS = List.of("english", "german", "french", "spanish", "simple");

    /** As in the index {@code article_by_text_config}, or PostgreSQL does not find it. */
    private static final String CONFIGURATION = """
            case split_part(lower(a.language), '-', 1)
              when 'en' then 'english' when 'de' then 'german' when 'fr' then 'french' when 'es' then 'spanish' else 'simple' end""";

    /**
     * The query in each configuration, parsed once. Materialized it hides from the planner, who for a word that nearly all articles
     * have would rather read them all, with {@code search}.
     */
    private static final String GIVEN = CONFIGURATIONS.stream()
            .map("select '%1$s' as configuration, websearch_to_tsquery('%1$s', :q) as words"::formatted)
            .collect(Collectors.joining("\nunion all\n", "with given as materialized (\n", ")\n"));

    /**
     * One branch: columns, configuration, expression of the configuration, conditions. Of a language that no article has, nothing is
     * looked for; that takes the first that is there in the index's order, since {@code exists} may scan.
     */
    private static final String BRANCH = """
            select %1$s, a.search, given.words
            from given join article a on a.search @@ given.words
            where given.configuration = '%2$s' and %3$s = '%2$s' and %4$s
              and (select %3$s from article a where %3$s >= '%2$s' order by %3$s limit 1) = '%2$s'""";

    /** Columns, branches, how many are ranked. Behind {@code offset 0} the rank is computed once for each. */
    private static final String RANKING = """
            select %1$s, ts_rank(a.search, a.words) as rank
            from (%2$s
            order by published_at desc, id desc limit %3$d) a offset 0""";

    /**
     * Columns, conditions, where the page begins, order, how many are looked at, expression of the configuration, how many are wanted,
     * branches. Behind {@code offset 0} the branches do not hear where the page begins: PostgreSQL takes only the first column for its
     * guess of how many follow, and where all prices are the same it would walk the index of prices.
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
     * The newest that match, as many as are ranked, with their {@code rank}, a real.
     *
     * @param columns of {@code article a}; with time and id
     * @param conditions on {@code article a}
     */
    static String ranked(String columns, String conditions) {
        return GIVEN + RANKING.formatted(columns, branches(columns, conditions), RANKED);
    }

    /**
     * All that match.
     *
     * @param columns of {@code article a}
     * @param conditions on {@code article a}
     */
    static String all(String columns, String conditions) {
        return GIVEN + "select %s from (%s) a offset 0".formatted(columns, branches(columns, conditions));
    }

    /**
     * The first that match, in an order that has an index, and maybe others. A word that many articles have is soon found by going
     * through them in that order, where the index of words would name them all; a word that few have is found by that index. A plan
     * that is kept for all words cannot tell which it has, so both are tried: a bounded number in the order and, when too few of these
     * match, all that do.
     *
     * @param columns of {@code article a}; with those of the order
     * @param conditions on {@code article a}
     * @param after where the page begins, as a condition
     * @param order by columns of {@code a}; total
     * @param wanted how many
     */
    static String first(String columns, String conditions, String after, String order, int wanted) {
        return GIVEN
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
