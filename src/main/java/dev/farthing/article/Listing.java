package dev.farthing.article;

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

/** The published articles: filtered, searched, sorted, a page at a time, in one query. */
@ApplicationScoped
public class Listing {
    private static final int MAX_QUERY = 400;

    /** No list is worth more of the database's time; the driver has it stopped there, too. */
    private static final int MOST_MILLIS = 5_000;

    private static final String CANCELLED = "57014";

    private static final String COLUMNS =
            "a.id, a.slug, a.title, a.summary, a.price_micros, a.tags, a.author, a.language,"
                    + " a.published_at, a.word_count";

    /** The orders a listing can have: column, direction, and how the last row's value goes into a cursor and is read back. */
    enum Sort {
        NEWEST("-publishedAt", "a.published_at", true, "timestamptz", row -> row.publishedAt(), Listing::time),
        OLDEST("publishedAt", "a.published_at", false, "timestamptz", row -> row.publishedAt(), Listing::time),
        TITLE("title", "a.title", false, "text", row -> row.title(), text -> text),
        TITLE_DOWN("-title", "a.title", true, "text", row -> row.title(), text -> text),
        CHEAPEST("price", "a.price_micros", false, "bigint", row -> row.priceMicros(), Long::valueOf),
        DEAREST("-price", "a.price_micros", true, "bigint", row -> row.priceMicros(), Long::valueOf),
        RELEVANCE("relevance", "a.rank", true, "real", row -> row.rank(), Listing::rank);

        private final String parameter;
        private final String column;
        private final boolean down;
        private final String type;
        private final Function<ArticleSummary, ?> key;
        private final Function<String, ?> check;

        Sort(
                String parameter,
                String column,
                boolean down,
                String type,
                Function<ArticleSummary, ?> key,
                Function<String, ?> check) {
            this.parameter = parameter;
            this.column = column;
            this.down = down;
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
                    "sort is one of publishedAt, title, price (each also with - in front), and relevance with q.");
        }
    }

    /**
     * What is asked for; null is: anything.
     *
     * @param status null for what is on sale now; otherwise all of that status, for staff
     */
    public record Filter(String q, String tag, String author, String sort, Article.Status status) {}

    /** A page of what matches. */
    @Transactional
    public Page<ArticleSummary> find(Filter filter, Paging paging) {
        String q = filter.q() == null || filter.q().isBlank() ? null : filter.q();
        if (q != null && q.length() > MAX_QUERY) {
            throw Problem.at(ProblemCode.INVALID_PARAMETER, "q", "q has at most " + MAX_QUERY + " characters.");
        }
        Sort sort = Sort.of(filter.sort(), q != null);
        String listing = "articles" + sort.parameter;
        Cursor cursor = paging.cursor(listing, 2);
        int limit = paging.limit();

        Map<String, Object> values = new HashMap<>();
        String conditions = conditions(filter, values);
        String direction = sort.down ? " desc" : " asc";
        String order = sort.column + direction + ", a.id" + direction;
        String after = "true";
        if (cursor != null) {
            after = "(%s, a.id) %s (cast(:after as %s), :afterId)"
                    .formatted(sort.column, sort.down ? "<" : ">", sort.type);
            values.put("after", cursor.key(0, sort.check));
            values.put("afterId", cursor.key(1, UUID::fromString));
        }
        boolean ranked = sort == Sort.RELEVANCE;
        String matching = "select " + COLUMNS + " from article a where " + conditions;
        if (q != null) {
            if (ranked) {
                matching = FullText.ranked(COLUMNS, conditions);
            } else if (filter.status() == null) {
                matching = FullText.first(COLUMNS, conditions, after, order, limit + 1);
            } else {
                // The indexes of the orders are of what is published, which a kept plan does not know of a parameter.
                matching = FullText.all(COLUMNS, conditions);
            }
            values.put("q", q);
        }
        String sql = "select %s, cast(%s as text) as rank from (%s) a where %s order by %s limit %d"
                .formatted(COLUMNS, ranked ? sort.column : "null", matching, after, order, limit + 1);
        Query query = Article.getEntityManager().createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        List<ArticleSummary> found = new ArrayList<>();
        for (Object row : inTime(query)) {
            found.add(ArticleSummary.of((Tuple) row));
        }
        return Page.of(found, limit, last -> Cursor.of(listing, sort.key.apply(last), last.id()));
    }

    private static List<?> inTime(Query query) {
        try {
            return query.setHint("jakarta.persistence.query.timeout", MOST_MILLIS)
                    .getResultList();
        } catch (PersistenceException fault) {
            if (SqlStates.hasState(fault, CANCELLED)) {
                throw Problem.of(
                        ProblemCode.OVERLOADED,
                        "This took the database too long: ask for fewer or rarer words, or again in a while.");
            }
            throw fault;
        }
    }

    /** On {@code article a}, as SQL; the values of its parameters go into {@code values}. */
    private static String conditions(Filter filter, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        if (filter.status() == null) {
            conditions.add("a.status = 'PUBLISHED' and a.published_at <= now()");
        } else {
            conditions.add("a.status = :status");
            values.put("status", filter.status().name());
        }
        if (filter.tag() != null) {
            conditions.add("a.tags @> array[cast(:tag as text)]");
            values.put("tag", filter.tag());
        }
        if (filter.author() != null) {
            conditions.add("a.author = :author");
            values.put("author", filter.author());
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

    /** As a decimal, which is exactly what the real in the database was written as. */
    private static BigDecimal rank(String text) {
        BigDecimal rank = new BigDecimal(text);
        if (rank.signum() < 0 || rank.compareTo(BigDecimal.TEN) > 0 || rank.scale() > 60) {
            throw new IllegalArgumentException(text);
        }
        return rank;
    }
}
