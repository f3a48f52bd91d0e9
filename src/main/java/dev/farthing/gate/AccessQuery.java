package dev.farthing.gate;

import dev.farthing.client.Credentials;
import dev.farthing.database.Batcher;
import dev.farthing.database.Batchers;
import dev.farthing.database.Database;
import dev.farthing.ledger.Eligibility;
import dev.farthing.web.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The gate's one look: key, client, account, article, purchase and terms, each by its index, for all requests of a moment in one
 * statement.
 *
 * <p>Nothing of it is remembered but texts: what is kept of an article is named by its version, and the database sends the
 * article anew where it has another one. So a price, an archived article, a revoked key hold from the moment they are committed.
 */
@ApplicationScoped
// With the service, so that its metrics are there before the first request.
@Startup
class AccessQuery {
    /**
     * That the arrays' lengths are hidden (by {@code offset 0}) spares the planning, as with the charges. That each row is looked
     * for by itself (lateral, {@code limit 1}) leaves PostgreSQL no other way than the whole key: joined plainly, it takes all
     * purchases of a client where it believes them few.
     */
    private static final String LOOK = """
            select asked.n, k.id as key_id, k.revoked_at, k.expires_at, c.id as client_id, c.name as client_name, c.role,
                   coalesce(%2$s, 0) as balance_micros, t.terms, a.id, a.price_micros, f.fresh,
                   a.status = 'PUBLISHED' and a.published_at <= clock_timestamp() as on_sale,
                   case when f.fresh then a.slug end as slug, case when f.fresh then a.title end as title,
                   case when f.fresh then a.summary end as summary, case when f.fresh then a.lead end as lead,
                   case when f.fresh then a.access_period end as access_period, case when f.fresh then a.tags end as tags,
                   case when f.fresh then a.author end as author, case when f.fresh then a.language end as language,
                   case when f.fresh then a.status end as status,
                   case when f.fresh then a.published_at end as published_at,
                   case when f.fresh then a.updated_at end as updated_at,
                   case when f.fresh then a.word_count end as word_count,
                   case when f.fresh then a.metadata end as metadata, case when f.fresh then a.version end as version,
                   case when f.fresh then a.html_version end as html_version,
                   case when f.fresh and o.open then a.body end as body,
                   case when f.fresh and o.open then a.body_html end as body_html
            from (select ?::uuid[] as clients, ?::bytea[] as hashes, ?::text[] as slugs, ?::boolean[] as staffs,
                         ?::uuid[] as ids, ?::bigint[] as versions, ?::boolean[] as texts offset 0) given
            cross join lateral unnest(given.clients, given.hashes, given.slugs, given.staffs, given.ids, given.versions,
                                      given.texts)
                 with ordinality as asked (client_id, hash, slug, staff, known_id, known_version, knows_text, n)
            left join lateral (select * from api_key where client_id = asked.client_id and hash = asked.hash limit 1) k on true
            left join lateral (select * from client where id = k.client_id limit 1) c on true
            left join lateral (select * from account where client_id = c.id limit 1) acc on true
            left join lateral (select * from article where slug = asked.slug limit 1) a on true
            left join lateral (select * from purchase where client_id = c.id and article_id = a.id limit 1) p on true
            cross join lateral (select %1$s as terms) t
            cross join lateral (
              select asked.staff or coalesce(c.role in ('PUBLISHER', 'ADMIN'), false)
                     or t.terms in ('OWNED', 'FREE', 'CHARGE') as open) o
            cross join lateral (
              select a.id is not null and not coalesce(
                a.id = asked.known_id and a.version = asked.known_version and (asked.knows_text or not o.open), false)
                as fresh) f
            """.formatted(Eligibility.decision("false"), Eligibility.USABLE);

    private final Database database;
    private final ArticleCache copies;
    private final Tracing tracing;
    private final Batcher<Ask, AccessRow> looks;

    AccessQuery(Database database, ArticleCache copies, Batchers batchers, Tracing tracing) {
        this.database = database;
        this.copies = copies;
        this.tracing = tracing;
        this.looks = batchers.create("looks", this::run);
    }

    private record Ask(Credentials.Key key, String slug, boolean staff, ArticleFormat form, CachedArticle known) {}

    /**
     * Looks, with others or alone; the answer comes on a thread that must not be kept.
     *
     * @param key null where none was presented
     * @param staff whether the caller is known to be staff without asking
     * @param form that the article is wanted in
     */
    CompletableFuture<AccessRow> look(Credentials.Key key, String slug, boolean staff, ArticleFormat form) {
        Ask ask = new Ask(key, slug, staff, form, copies.known(slug, form));
        return tracing.trace("gate look", span -> looks.submit(ask, span), AccessQuery::tell);
    }

    private static void tell(Span span, AccessRow visit) {
        span.setAttribute("farthing.terms", visit.terms().label());
    }

    private List<AccessRow> run(List<Ask> asks) {
        AccessRow[] visits = new AccessRow[asks.size()];
        database.rows(
                LOOK,
                row -> {
                    int n = row.getInt("n") - 1;
                    Ask ask = asks.get(n);
                    visits[n] = AccessRow.read(row, ask.form(), ask.known());
                    copies.keepGlimpse(visits[n].copy());
                    return null;
                },
                each(
                        asks,
                        UUID[]::new,
                        ask -> ask.key() == null ? null : ask.key().clientId()),
                each(
                        asks,
                        byte[][]::new,
                        ask -> ask.key() == null ? null : ask.key().hash()),
                each(asks, String[]::new, Ask::slug),
                each(asks, Boolean[]::new, Ask::staff),
                each(
                        asks,
                        UUID[]::new,
                        ask -> ask.known() == null
                                ? null
                                : ask.known().edition().id()),
                each(
                        asks,
                        Long[]::new,
                        ask -> ask.known() == null
                                ? null
                                : ask.known().edition().version()),
                each(
                        asks,
                        Boolean[]::new,
                        ask -> ask.known() != null && ask.known().content() != null));
        return Arrays.asList(visits);
    }

    private static <T> T[] each(List<Ask> asks, IntFunction<T[]> array, Function<Ask, T> value) {
        return asks.stream().map(value).toArray(array);
    }
}
