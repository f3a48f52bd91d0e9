package dev.farthing.sample;

import dev.farthing.article.Publishing;
import dev.farthing.client.KeyToken;
import dev.farthing.database.Database;
import dev.farthing.ledger.AccountName;
import dev.farthing.ledger.EntryKind;
import dev.farthing.ledger.Movement;
import dev.farthing.ledger.Postings;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Ids;
import dev.farthing.web.Money;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Fills the shop when dev mode starts. */
@ApplicationScoped
@IfBuildProfile("dev")
class SampleShop {
    private static final Logger LOG = Logger.getLogger("farthing");

    private final Publishing publishing;
    private final Postings postings;
    private final Database database;
    private final FarthingConfig config;
    private final Path articles;
    private final KeyToken demoKey;

    SampleShop(
            Publishing publishing,
            Postings postings,
            Database database,
            FarthingConfig config,
            @ConfigProperty(name = "sample-shop.articles") Path articles,
            @ConfigProperty(name = "sample-shop.demo-key") String demoKey) {
        this.publishing = publishing;
        this.postings = postings;
        this.database = database;
        this.config = config;
        this.articles = articles;
        this.demoKey = KeyToken.parse(demoKey);
    }

    void onStart(@Observes StartupEvent start) throws IOException {
        int published = publishArticles();
        openDemoClient();
        // After Quarkus' last lines, so that the log ends with the commands.
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> logHowToTry(published));
    }

    private void logHowToTry(int published) {
        String article = config.link("/v1/articles/a-short-history-of-402");
        LOG.infof(
                """
                The sample shop is open: %s articles, a demo client with 1.00 %s of credit, the admin key dev-admin. Try:

                  curl -i %s
                  curl -i %s -H 'Authorization: Bearer %s'
                  curl %s -H 'Authorization: Bearer %s'

                A 402 carries a topUpUrl: open it in a browser and pay with the test card 4242 4242 4242 4242.""",
                published,
                config.currency(),
                article,
                article,
                demoKey.text(),
                config.link("/v1/me/entries"),
                demoKey.text());
    }

    private int publishArticles() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(articles)) {
            files = found.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String slug = file.getFileName().toString().replaceAll("\\.md$", "");
            if (database.row("select 1 from article where slug = ?", row -> true, slug) == null) {
                publishing.publish(slug, Files.readAllBytes(file));
            }
        }
        return files.size();
    }

    private void openDemoClient() {
        database.change("""
                insert into client (id, name, role, created_at) values (?, 'Demo reader', 'CLIENT', now())
                on conflict do nothing
                """, demoKey.clientId());
        database.change("""
                insert into api_key (client_id, id, hash, label, hint, created_at)
                values (?, ?, ?, 'demo', right(?, 4), now()) on conflict do nothing
                """, demoKey.clientId(), Ids.next(), demoKey.hash(), demoKey.text());
        postings.credit(Movement.of(
                        demoKey.clientId(),
                        EntryKind.GRANT,
                        AccountName.PROMOTION,
                        Money.MICROS_PER_UNIT,
                        "sample:demo-credit",
                        "demo credit")
                .promotional(null));
    }
}
