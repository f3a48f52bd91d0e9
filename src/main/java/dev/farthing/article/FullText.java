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

    /** So many times the wanted articles are looked at, in their order, before the index of words is asked. */
    private static final int NEAR = 10;

    private static final List<String> CONFIGURATIONS = List.of("english", "german", "french", "spanish", "simple");

    /** As in the index {@code article_by_text_config}, or PostgreSQL does not find it. */
    private static final String CONFIGURATION = """
            case split_part(lower(a.language), '-', 1)
              when 'en' then 'english' when 'de' then 'german' when 'fr' then 'french' when 'es' then 'spanish' else 'simple' end""";

    /**
     * One branch: columns, configuration, expression of the configuration, conditions. The query hides behind {@code offset 0}: for a
     * word that nearly all articles have, PostgreSQL would rather read them all, with {@code search}. Of a language that no article has,
     * nothing is looked for; that takes the first that is there in the index's order, since {@code exists} may scan.
     */
    private static final String BRANCH = """
            select %1$s, a.search, given.words
            from (select websearch_to_tsquery('%2$s', :q) as words offset 0) given
            join article a on a.search @@ given.words
            where %3$s = '%2$s' and %4$s
              and (select %3$s from article a where %3$s >= '%2$s' order by %3$s limit 1) = '%2$s'""";

    /** Columns, branches, how many are ranked. Behind {@code offset 0} the rank is computed once for each. */
    private static final String RANKING = """
            select %1$s, ts_rank(a.search, a.words) as rank
            from (%2$s
            order by published_at desc, id desc limit %3$d) a offset 0""";

    /** Columns, conditions, order, how many are looked at, expression of the configuration, how many are wanted, branches. */
    private static final String NEAR_OR_ALL = """
            with near as materialized (
              select %1$s from (select %1$s, a.search from article a where %2$s order by %3$s limit %4$d) a
              where a.search @@ websearch_to_tsquery(cast(%5$s as regconfig), :q) order by %3$s limit %6$d),
            enough as materialized (select count(*) = %6$d as yes from near)
            select * from near where (select yes from enough)
            union all
            select %1$s from (%7$s) a where not (select yes from enough)""";

    private FullText() {}

    /**
     * The newest that match, as many as are ranked, with their {@code rank}, a real.
     *
     * @param columns of {@code article a}; with time and id
     * @param conditions on {@code article a}
     */
    static String ranked(String columns, String conditions) {
        return RANKING.formatted(columns, matching(columns, conditions), RANKED);
    }

    /**
     * The first that match, in another order than by rank, and maybe others. A word that many articles have is soon found by going
     * through them in that order, where the index of words would name them all; a word that few have is found by that index. A plan
     * that is kept for all words cannot tell which it has, so both are tried: a bounded number in the order and, when too few of these
     * match, all that do.
     *
     * @param columns of {@code article a}; with those of the order
     * @param conditions on {@code article a}; with where the page begins
     * @param order by columns of {@code a}; total
     * @param wanted how many
     */
    static String first(String columns, String conditions, String order, int wanted) {
        return NEAR_OR_ALL.formatted(
                columns, conditions, order, NEAR * wanted, CONFIGURATION, wanted, matching(columns, conditions));
    }

    private static String matching(String columns, String conditions) {
        return CONFIGURATIONS.stream()
                .map(name -> BRANCH.formatted(columns, name, CONFIGURATION, conditions))
                .collect(Collectors.joining("\nunion all\n"));
    }
}
