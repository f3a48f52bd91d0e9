package dev.farthing.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** No pair of client and article is used for a first read twice. */
final class Cases {
    private static final String CREDIT = """
            {"amount":{"amount":"0.05","currency":"EUR"},"reason":"Benchmark","kind":"ADJUSTMENT"}""";

    private static final int TRIES = 1_000;

    private final Shop shop;
    private final String etag;
    private final SplittableRandom random = new SplittableRandom(402);
    private final AtomicIntegerArray bought;
    private final AtomicInteger hotSold = new AtomicInteger();

    Cases(Shop shop, String etag) {
        this.shop = shop;
        this.etag = etag;
        this.bought = new AtomicIntegerArray(shop.clients());
    }

    /** The client does not own the article. */
    record Pair(int client, int article) {
        Request request() {
            return Request.get(path(article), Shop.key(client));
        }
    }

    List<Case> all() {
        return List.of(
                Case.get(
                        "trivial", "trivial: an answer from memory", 200, () -> Request.get("/v1/top-ups/tiers", null)),
                Case.get("free", "free read, no key", 200, this::free),
                paid(),
                hot(),
                Case.get("owned", "owned re-read, 200", 200, () -> owned(null)),
                Case.get("owned-304", "owned re-read, 304", 304, () -> owned(etag)),
                Case.get("refused", "refused, 402", 402, this::refused),
                Case.get("search", "list with search", 200, this::search),
                new Case(
                        "credit",
                        "credit by the admin",
                        Case.Verb.POST,
                        201,
                        "ADJUSTMENT",
                        () -> new Request(
                                "/v1/clients/" + Shop.clientId(anySpread()) + "/credits",
                                App.ADMIN_KEY,
                                null,
                                UUID.randomUUID().toString(),
                                CREDIT)));
    }

    Case paid() {
        return new Case("paid", "paid first read, spread", Case.Verb.GET, 200, "PURCHASE", () -> nextPair()
                .request());
    }

    Case hot() {
        return new Case("hot", "paid first read, one client", Case.Verb.GET, 200, "PURCHASE", this::nextHot);
    }

    synchronized Pair nextPair() {
        for (int i = 0; i < TRIES; i++) {
            int client = anySpread();
            int position = shop.owned(client) + bought.getAndIncrement(client);
            if (position < shop.paid()) {
                return new Pair(client, shop.article(client, position));
            }
        }
        throw new IllegalStateException("The clients own nearly all articles: the benchmark needs more of both.");
    }

    /** One hot client after the other buys everything. */
    private Request nextHot() {
        int n = hotSold.getAndIncrement();
        int client = n / shop.paid();
        if (client >= shop.hot()) {
            throw new IllegalStateException("All hot clients own all articles.");
        }
        return new Pair(client, shop.article(client, n % shop.paid())).request();
    }

    private Request free() {
        return Request.get(path(shop.freeArticle(dice(shop.free()))), null);
    }

    private Request owned(String etag) {
        int client = anySpread();
        String path = path(shop.article(client, dice(shop.owned(client))));
        return new Request(path, Shop.key(client), etag, null, null);
    }

    private Request refused() {
        int client = shop.hot() + dice(shop.broke());
        int owned = shop.owned(client);
        return new Pair(client, shop.article(client, owned + dice(shop.paid() - owned))).request();
    }

    /** Half use a word of hundreds of articles, half a word of a few. */
    private Request search() {
        int n = dice(1_000);
        return Request.get("/v1/articles?limit=20&q=" + (n % 2 == 0 ? Prose.known(n / 2) : Prose.rare(n / 2)), null);
    }

    private int anySpread() {
        return shop.spread(dice(shop.spread()));
    }

    private synchronized int dice(int sides) {
        return random.nextInt(sides);
    }

    private static String path(int article) {
        return "/v1/articles/" + Shop.slug(article);
    }
}
