package dev.farthing.gate;

import dev.farthing.client.Credentials;
import dev.farthing.client.StoredKey;
import dev.farthing.database.Batcher;
import dev.farthing.database.Batchers;
import dev.farthing.database.Database;
import dev.farthing.ledger.Eligibility;
import dev.farthing.web.FarthingConfig;
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
 * The gate's one query, for all concurrent requests.
 *
 * <p>Only texts are cached; the statement returns an article again where the cached version is not current. So a price, an
 * archived article or a revoked key takes effect with its commit.
 */
@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class AccessQuery {
    /**
     * {@code offset 0} hides the arrays' lengths, so that PostgreSQL keeps one plan. Lateral {@code limit 1} leaves it only the
     * whole key: a plain join reads all purchases of a client where statistics say they are few.
     */
    private static final String FORM = """
            select asked.n, %s, a.id as article_id, a.price_micros, t.terms,
                   coalesce(%s, 0) as balance_micros,
                   a.status = 'PUBLISHED' and a.published_at <= clock_timestamp()
                     and (a.expires_at is null or a.expires_at > clock_timestamp()) as on_sale,
                   l.loaded, head.*, full_text.*
            from (select ?::uuid[] as clients, ?::bytea[] as hashes, ?::text[] as slugs, ?::boolean[] as staffs,
                         ?::uuid[] as ids, ?::bigint[] as versions, ?::boolean[] as texts offset 0) given
            cross join lateral unnest(given.clients, given.hashes, given.slugs, given.staffs, given.ids, given.versions,
                                      given.texts)
                 with ordinality as asked (client_id, hash, slug, staff, cached_id, cached_version, cached_text, n)
            left join lateral (select * from api_key where client_id = asked.client_id and hash = asked.hash limit 1) k on true
            left join lateral (select * from client where id = k.client_id limit 1) c on true
            left join lateral (select * from account where client_id = c.id limit 1) acc on true
            left join lateral (select * from article where slug = asked.slug limit 1) a on true
            left join lateral (select * from purchase where client_id = c.id and article_id = a.id limit 1) p on true
            cross join lateral (select %s as terms) t
            cross join lateral (
              select asked.staff or coalesce(c.role in ('PUBLISHER', 'ADMIN'), false)
                     or t.terms in ('OWNED', 'FREE', 'CHARGE') as readable) r
            cross join lateral (
              select a.id is not null and not coalesce(
                a.id = asked.cached_id and a.version = asked.cached_version and (asked.cached_text or not r.readable), false)
                as loaded) l
            left join lateral (
              select a.version, a.slug, a.title, a.summary, a.lead, a.access_period, a.tags, a.author, a.language, a.status,
                     a.published_at, a.expires_at as ends_at, a.updated_at, a.word_count, a.metadata
              where l.loaded) head on true
            left join lateral (
              select a.body, a.body_html, a.html_version where l.loaded and r.readable) full_text on true
            """;

    private final Database database;
    private final ArticleCache articleCache;
    private final Tracing tracing;
    private final String find;
    private final Batcher<Request, AccessRow> batcher;

    AccessQuery(
            Database database, ArticleCache articleCache, Batchers batchers, Tracing tracing, FarthingConfig config) {
        this.database = database;
        this.articleCache = articleCache;
        this.tracing = tracing;
        this.find = FORM.formatted(StoredKey.COLUMNS, Eligibility.USABLE, Eligibility.decision("false", config.zone()));
        this.batcher = batchers.create("looks", this::run);
    }

    private record Request(
            Credentials.Key key, String slug, boolean staff, ArticleFormat format, ArticleVersion cached) {
        UUID clientId() {
            return key == null ? null : key.clientId();
        }

        byte[] hash() {
            return key == null ? null : key.hash();
        }

        UUID cachedId() {
            return cached == null ? null : cached.head().id();
        }

        Long cachedVersion() {
            return cached == null ? null : cached.head().version();
        }

        boolean cachedText() {
            return cached != null && cached.isRendered();
        }
    }

    /**
     * Completes on a thread that must not block.
     *
     * @param key null where none was presented
     * @param staff known to be staff without the query
     */
    CompletableFuture<AccessRow> find(Credentials.Key key, String slug, boolean staff, ArticleFormat format) {
        Request request = new Request(key, slug, staff, format, articleCache.get(slug, format));
        return tracing.trace("gate look", span -> batcher.submit(request, span), AccessQuery::describe);
    }

    private static void describe(Span span, AccessRow row) {
        span.setAttribute("farthing.terms", row.terms().label());
    }

    private List<AccessRow> run(List<Request> requests) {
        AccessRow[] rows = new AccessRow[requests.size()];
        database.rows(
                find,
                row -> {
                    int n = row.getInt("n") - 1;
                    Request request = requests.get(n);
                    rows[n] = AccessRow.read(row, request.format(), request.cached());
                    articleCache.putIfWithheld(rows[n].article());
                    return null;
                },
                array(requests, UUID[]::new, Request::clientId),
                array(requests, byte[][]::new, Request::hash),
                array(requests, String[]::new, Request::slug),
                array(requests, Boolean[]::new, Request::staff),
                array(requests, UUID[]::new, Request::cachedId),
                array(requests, Long[]::new, Request::cachedVersion),
                array(requests, Boolean[]::new, Request::cachedText));
        return Arrays.asList(rows);
    }

    private static <T> T[] array(List<Request> requests, IntFunction<T[]> array, Function<Request, T> value) {
        return requests.stream().map(value).toArray(array);
    }
}
