package dev.farthing.article;

import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that finds articles by their words.
 *
 * <p>The words of an article are stemmed by its language, and so are those of the query, to be compared with articles of the same
 * language only: one branch for each of PostgreSQL's configurations that the column {@code search} is made by. A branch finds its
 * articles in the index of words and looks at nothing else but short columns of theirs. To look at {@code search} itself costs
 * ten times as much, since it lies outside the row; only ranking has to, so only a bounded number is ranked.
 */
final class FullText {
    /** So many are ranked: the newest that match. To rank one takes some 30 microseconds. */
    static final int RANKED = 1_000;

    /** How well an article of {@link #matching} answers the query. */
    static final String RANK = "ts_rank(a.search, a.words)";

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

    private FullText() {}

    /**
     * A query for the articles that match the words {@code :q} and other conditions.
     *
     * @param columns of {@code article a}
     * @param conditions on {@code article a}
     */
    static String matching(String columns, String conditions) {
        return CONFIGURATIONS.stream()
                .map(name -> BRANCH.formatted(columns, name, CONFIGURATION, conditions))
                .collect(Collectors.joining("\nunion all\n"));
    }

    /** The same, of which only the newest are taken, as many as are ranked; {@code columns} has their time and id. */
    static String ranked(String columns, String conditions) {
        return matching(columns, conditions) + "\norder by published_at desc, id desc limit " + RANKED;
    }
}
