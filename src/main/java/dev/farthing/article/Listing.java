package dev.farthing.article;

import dev.farthing.article.search.FullText;
import dev.farthing.article.search.Reader;
import dev.farthing.article.search.SearchQuery;
import dev.farthing.web.Cursor;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One page, one query. */
@ApplicationScoped
public class Listing {
    private static final int MAX_QUERY = 400;

    private static final Pattern ANY = Pattern.compile("(?s).*");

    private static final String COLUMNS =
            "a.id, a.slug, a.title, a.summary, a.price_micros, a.tags, a.author, a.language,"
                    + " a.published_at, a.expires_at, a.word_count, a.title_key";

    /** {@code key} goes into a cursor, {@code sortKey} reads it back. */
    enum Sort {
        NEWEST(
                "-publishedAt",
                "a.published_at",
                true,
                "timestamptz",
                row -> row.publishedAt(),
                cursor -> cursor.time(0)),
        OLDEST(
                "publishedAt",
                "a.published_at",
                false,
                "timestamptz",
                row -> row.publishedAt(),
                cursor -> cursor.time(0)),
        TITLE("title", "a.title_key", false, "text", row -> row.titleKey(), cursor -> cursor.text(0, ANY)),
        TITLE_DESCENDING("-title", "a.title_key", true, "text", row -> row.titleKey(), cursor -> cursor.text(0, ANY)),
        CHEAPEST("price", "a.price_micros", false, "bigint", row -> row.priceMicros(), cursor -> cursor.number(0)),
        DEAREST("-price", "a.price_micros", true, "bigint", row -> row.priceMicros(), cursor -> cursor.number(0)),
        RELEVANCE("relevance", "a.rank", true, "real", row -> row.rank(), cursor -> cursor.key(0, Listing::rank));

        private final String parameter;
        private final String column;
        private final boolean descending;
        private final String type;
        private final Function<ArticleSummary, ?> key;
        private final Function<Cursor, ?> sortKey;

        Sort(
                String parameter,
                String column,
                boolean descending,
                String type,
                Function<ArticleSummary, ?> key,
                Function<Cursor, ?> sortKey) {
            this.parameter = parameter;
            this.column = column;
            this.descending = descending;
            this.type = type;
            this.key = key;
            this.sortKey = sortKey;
        }

        static Sort of(String parameter, boolean searching) {
            if (parameter == null) {
                return searching ? RELEVANCE : NEWEST;
            }
            for (Sort sort : values()) {
                if (sort.parameter.equals(parameter) && (sort != RELEVANCE || searching)) {
                    return sort;
                }
            }
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "sort",
                    "sort is publishedAt, title or price, each also with - in front, or relevance together with q.");
        }

        /** Ids break ties. */
        String order() {
            String direction = descending ? " desc" : " asc";
            return column + direction + ", a.id" + direction;
        }
    }

    /** @param status null for articles on sale now; otherwise all of that status, for staff */
    public record Filter(
            String q, String tag, String author, String language, String sort, Article.Status status, Reader reader) {}

    /**
     * For {@link dev.farthing.database.Lists#page}.
     *
     * @throws Problem {@code invalid_parameter} or {@code invalid_cursor}
     */
    public Page<ArticleSummary> find(Filter filter, Paging paging) {
        boolean searching = isSearch(filter.q());
        Sort sort = Sort.of(filter.sort(), searching);
        String listing = "articles" + sort.parameter;
        int limit = paging.limit();
        int wanted = limit + 1;

        Map<String, Object> parameters = new HashMap<>();
        String conditions = conditions(filter, parameters);
        String after = after(sort, paging.cursor(listing, 2), parameters);
        String matching;
        if (searching) {
            FullText text = new FullText(SearchQuery.of(filter.q()), filter.reader());
            matching = search(filter, text, sort, conditions, after, wanted);
            parameters.putAll(text.parameters());
        } else {
            matching = "select " + COLUMNS + " from article a where " + conditions;
        }
        String rank = sort == Sort.RELEVANCE ? sort.column : "null";
        String sql = "select %s, cast(%s as text) as rank from (%s) a where %s order by %s limit %s"
                .formatted(COLUMNS, rank, matching, after, sort.order(), wanted);
        Query statement = Article.getEntityManager().createNativeQuery(sql, Tuple.class);
        parameters.forEach(statement::setParameter);
        List<ArticleSummary> found = new ArrayList<>();
        for (Object row : statement.getResultList()) {
            found.add(ArticleSummary.of((Tuple) row));
        }
        return Page.of(found, limit, last -> Cursor.of(listing, sort.key.apply(last), last.id()));
    }

    private static boolean isSearch(String q) {
        if (q == null || q.isBlank()) {
            return false;
        }
        if (q.length() > MAX_QUERY) {
            throw Problem.at(ProblemCode.INVALID_PARAMETER, "q", "q has at most " + MAX_QUERY + " characters.");
        }
        return true;
    }

    private static String search(Filter filter, FullText text, Sort sort, String conditions, String after, int wanted) {
        if (sort == Sort.RELEVANCE) {
            return text.ranked(COLUMNS, conditions);
        }
        // Only published articles have indexes for sorting; a generic plan cannot tell the status from a parameter.
        return filter.status() == null
                ? text.first(COLUMNS, conditions, after, sort.order(), wanted)
                : text.all(COLUMNS, conditions, after, sort.order());
    }

    private static String after(Sort sort, Cursor cursor, Map<String, Object> parameters) {
        if (cursor == null) {
            return "true";
        }
        parameters.put("after", sort.sortKey.apply(cursor));
        parameters.put("afterId", cursor.id(1));
        return "(%s, a.id) %s (cast(:after as %s), :afterId)"
                .formatted(sort.column, sort.descending ? "<" : ">", sort.type);
    }

    private static String conditions(Filter filter, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (filter.status() == null) {
            conditions.add(
                    "a.status = 'PUBLISHED' and a.published_at <= now() and (a.expires_at is null or a.expires_at > now())");
        } else {
            conditions.add("a.status = :status");
            parameters.put("status", filter.status().name());
        }
        if (filter.tag() != null) {
            conditions.add("a.labels @> array[cast(:tag as text)]");
            parameters.put("tag", ListLabels.tag(filter.tag()));
        }
        if (filter.language() != null) {
            conditions.add("a.labels @> array[cast(:language as text)]");
            parameters.put("language", ListLabels.language(ArticleJson.languageParameter(filter.language())));
        }
        if (filter.author() != null) {
            conditions.add("a.author = :author");
            parameters.put("author", filter.author());
        }
        return String.join(" and ", conditions);
    }

    /** A decimal holds the database's real exactly. */
    private static BigDecimal rank(String text) {
        BigDecimal rank = new BigDecimal(text);
        if (rank.signum() < 0 || rank.compareTo(BigDecimal.TEN) > 0 || rank.scale() > 60) {
            throw new IllegalArgumentException(text);
        }
        return rank;
    }
}
