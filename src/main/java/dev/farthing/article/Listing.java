package dev.farthing.article;

import dev.farthing.database.ReadOnly;
import dev.farthing.database.SqlStates;
import dev.farthing.web.Cursor;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** One page, one query. */
@ApplicationScoped
public class Listing {
    private static final int MAX_QUERY = 400;

    /** No listing is worth more database time; the driver also cancels the query on the server. */
    private static final int TIMEOUT_MS = 5_000;

    private static final String CANCELLED = "57014";

    private static final String COLUMNS =
            "a.id, a.slug, a.title, a.summary, a.price_micros, a.tags, a.author, a.language,"
                    + " a.published_at, a.word_count";

    /** {@code key} goes into a cursor, {@code check} reads it back. */
    enum Sort {
        NEWEST("-publishedAt", "a.published_at", true, "timestamptz", row -> row.publishedAt(), Listing::time),
        OLDEST("publishedAt", "a.published_at", false, "timestamptz", row -> row.publishedAt(), Listing::time),
        TITLE("title", "a.title", false, "text", row -> row.title(), text -> text),
        TITLE_DESCENDING("-title", "a.title", true, "text", row -> row.title(), text -> text),
        CHEAPEST("price", "a.price_micros", false, "bigint", row -> row.priceMicros(), Long::valueOf),
        DEAREST("-price", "a.price_micros", true, "bigint", row -> row.priceMicros(), Long::valueOf),
        RELEVANCE("relevance", "a.rank", true, "real", row -> row.rank(), Listing::rank);

        private final String parameter;
        private final String column;
        private final boolean descending;
        private final String type;
        private final Function<ArticleSummary, ?> key;
        private final Function<String, ?> check;

        Sort(
                String parameter,
                String column,
                boolean descending,
                String type,
                Function<ArticleSummary, ?> key,
                Function<String, ?> check) {
            this.parameter = parameter;
            this.column = column;
            this.descending = descending;
            this.type = type;
            this.key = key;
            this.check = check;
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
    public record Filter(String q, String tag, String author, String sort, Article.Status status) {}

    /** @throws Problem {@code invalid_parameter}, or {@code overloaded} after 5 seconds */
    @Transactional
    @ReadOnly
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
            matching = search(filter, sort, conditions, after, wanted);
            parameters.put("q", filter.q());
        } else {
            matching = "select " + COLUMNS + " from article a where " + conditions;
        }
        String rank = sort == Sort.RELEVANCE ? sort.column : "null";
        String sql = "select %s, cast(%s as text) as rank from (%s) a where %s order by %s limit %d"
                .formatted(COLUMNS, rank, matching, after, sort.order(), wanted);
        Query query = Article.getEntityManager().createNativeQuery(sql, Tuple.class);
        parameters.forEach(query::setParameter);
        List<ArticleSummary> found = new ArrayList<>();
        for (Object row : withinTimeout(query)) {
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

    private static String search(Filter filter, Sort sort, String conditions, String after, int wanted) {
        if (sort == Sort.RELEVANCE) {
            return FullText.ranked(COLUMNS, conditions);
        }
        // Only published articles have indexes for sorting; a generic plan cannot tell the status from a parameter.
        return filter.status() == null
                ? FullText.first(COLUMNS, conditions, after, sort.order(), wanted)
                : FullText.all(COLUMNS, conditions);
    }

    private static String after(Sort sort, Cursor cursor, Map<String, Object> parameters) {
        if (cursor == null) {
            return "true";
        }
        parameters.put("after", cursor.key(0, sort.check));
        parameters.put("afterId", cursor.key(1, UUID::fromString));
        return "(%s, a.id) %s (cast(:after as %s), :afterId)"
                .formatted(sort.column, sort.descending ? "<" : ">", sort.type);
    }

    private static List<?> withinTimeout(Query query) {
        try {
            return query.setHint("jakarta.persistence.query.timeout", TIMEOUT_MS)
                    .getResultList();
        } catch (PersistenceException fault) {
            if (SqlStates.hasState(fault, CANCELLED)) {
                throw Problem.of(
                        ProblemCode.OVERLOADED,
                        "The listing took too long: search for fewer or rarer words, or try again later.");
            }
            throw fault;
        }
    }

    private static String conditions(Filter filter, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (filter.status() == null) {
            conditions.add("a.status = 'PUBLISHED' and a.published_at <= now()");
        } else {
            conditions.add("a.status = :status");
            parameters.put("status", filter.status().name());
        }
        if (filter.tag() != null) {
            conditions.add("a.tags @> array[cast(:tag as text)]");
            parameters.put("tag", filter.tag());
        }
        if (filter.author() != null) {
            conditions.add("a.author = :author");
            parameters.put("author", filter.author());
        }
        return String.join(" and ", conditions);
    }

    private static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (!Params.isStorable(time)) {
            throw new IllegalArgumentException(text);
        }
        return time;
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
