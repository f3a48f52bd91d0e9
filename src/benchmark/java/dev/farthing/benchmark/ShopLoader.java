package dev.farthing.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The books pass the service's own audit. */
final class ShopLoader {
    private static final String CREDITS = """
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                      balance_before_micros, balance_after_micros, reference, reason, created_at)
            select client_id, 1, uuidv7(), 'ADJUSTMENT', 'ADJUSTMENT', 'CLIENT', owned * %1$d + credit_micros, 0,
                   owned * %1$d + credit_micros, 'key:benchmark', 'Before the benchmark', now() - interval '300 days'
            from shopper
            """;

    /** In order of time, as a ledger grows. */
    private static final String PURCHASE_ENTRIES = """
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                      balance_before_micros, balance_after_micros, article_id, created_at)
            select s.client_id, j + 2, uuidv7(), 'PURCHASE', 'CLIENT', 'REVENUE', %1$d,
                   s.credit_micros + (s.owned - j) * %1$d, s.credit_micros + (s.owned - j - 1) * %1$d, p.article_id,
                   now() - interval '299 days' + j * (interval '298 days' / (select max(owned) from shopper))
            from generate_series(0, (select max(owned) - 1 from shopper)) j
            join shopper s on j < s.owned
            join paid_article p on p.n = (s.first_paid + j) %% %2$d
            """;

    private static final String PURCHASES = """
            insert into purchase (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at)
            select client_id, article_id, id, sequence, amount_micros, created_at
            from ledger_entry where kind = 'PURCHASE'
            """;

    private static final String ACCOUNTS = """
            insert into account (client_id, balance_micros, last_sequence)
            select client_id, credit_micros, owned + 1 from shopper
            """;

    private static final String ARTICLES = """
            copy article (id, slug, title, summary, lead, body, body_html, html_version, price_micros, tags, author, language,
                          status, published_at, word_count, metadata, version, created_at, updated_at, labels, title_key,
                          free_words, text_words) from stdin
            """;

    private static final String TIME = "2026-01-01 00:00:00+00";

    private final Shop shop;
    private final Connection connection;

    private ShopLoader(Shop shop, Connection connection) {
        this.shop = shop;
        this.connection = connection;
    }

    static void fill(Postgres postgres, String database, Shop shop) throws SQLException, IOException {
        try (Connection connection = postgres.asSuperuser(database)) {
            ShopLoader loader = new ShopLoader(shop, connection);
            loader.run("set synchronous_commit = off");
            loader.run("set maintenance_work_mem = '512MB'");
            BareTables bare = BareTables.strip(connection);
            loader.articles();
            loader.clients();
            loader.books();
            bare.restore();
            loader.run("vacuum analyze");
        }
    }

    private void articles() throws SQLException, IOException {
        CopyIn copy = copy(ARTICLES);
        IndexedWords words = new IndexedWords();
        for (int n = 0; n < shop.size().articles(); n++) {
            Prose prose = new Prose(n);
            String[] paragraphs = prose.paragraphs();
            String title = prose.title();
            write(
                    copy,
                    Shop.articleId(n),
                    Shop.slug(n),
                    title,
                    "In short: " + title,
                    paragraphs[0],
                    "# " + title + "\\n\\n" + String.join("\\n\\n", paragraphs),
                    "<h1>" + title + "</h1>\\n<p>" + String.join("</p>\\n<p>", paragraphs) + "</p>",
                    1,
                    shop.isFree(n) ? 0 : Shop.PRICE_MICROS,
                    "{tag" + n % 20 + "}",
                    "Author " + n % 50,
                    "en",
                    "PUBLISHED",
                    TIME,
                    prose.words(),
                    "{}",
                    1,
                    TIME,
                    TIME,
                    "{tag:tag" + n % 20 + ",language:en}",
                    title.toLowerCase(Locale.ROOT),
                    words.of(title, "A", 1) + " " + words.of("In short: " + title, "B", 20) + " "
                            + words.of(paragraphs[0], "C", 40),
                    "{\"" + words.of(title + " " + String.join(" ", paragraphs), "C", 4096) + "\",\"\",\"\"}");
        }
        copy.endCopy();
    }

    private void clients() throws SQLException, IOException {
        CopyIn clients = copy("copy client (id, name, role, created_at) from stdin");
        for (int n = 0; n < shop.clients(); n++) {
            write(clients, Shop.clientId(n), "Client " + n, "CLIENT", TIME);
        }
        clients.endCopy();
        CopyIn keys = copy("copy api_key (client_id, id, hash, label, hint, created_at) from stdin");
        for (int n = 0; n < shop.clients(); n++) {
            String key = Shop.key(n);
            write(
                    keys,
                    Shop.clientId(n),
                    Shop.clientId(n),
                    "\\\\x" + HexFormat.of().formatHex(sha256(key)),
                    "benchmark",
                    key.substring(key.length() - 4),
                    TIME);
        }
        keys.endCopy();
    }

    private void books() throws SQLException, IOException {
        run("create temp table shopper (client_id uuid, owned int, first_paid int, credit_micros bigint)");
        CopyIn shoppers = copy("copy shopper from stdin");
        for (int n = 0; n < shop.clients(); n++) {
            write(shoppers, Shop.clientId(n), shop.owned(n), shop.firstPaid(n), shop.creditMicros(n));
        }
        shoppers.endCopy();
        run("create temp table paid_article (n int, article_id uuid)");
        CopyIn paid = copy("copy paid_article from stdin");
        for (int n = 0, p = 0; n < shop.size().articles(); n++) {
            if (!shop.isFree(n)) {
                write(paid, p++, Shop.articleId(n));
            }
        }
        paid.endCopy();
        run("analyze shopper, paid_article");
        run(ACCOUNTS);
        run(CREDITS.formatted(Shop.PRICE_MICROS));
        run(PURCHASE_ENTRIES.formatted(Shop.PRICE_MICROS, shop.paid()));
        run(PURCHASES);
    }

    private CopyIn copy(String sql) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    }

    private static void write(CopyIn copy, Object... columns) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (Object column : columns) {
            line.append(line.isEmpty() ? "" : "\t").append(column);
        }
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
