package dev.farthing.web.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our own page's form is sent with our own Origin, which behind a proxy is not the one that Quarkus sees. */
@OwnInstances
class OwnOriginIT {

    @Test
    void ownFormsAreAcceptedAndForeignFormsRefused() throws IOException, InterruptedException {
        Map<String, String> config =
                PackagedApp.production(TestDatabase.shared().another("own_origin"));
        config.putAll(PostgresResource.sandbox());
        config.put("quarkus.http.cors.origins", "https://reader.example");
        try (PackagedApp app = PackagedApp.start(config)) {
            assertEquals(400, press(app, "https://farthing.test"), "the link is invalid, but it was read");
            assertEquals(400, press(app, "https://reader.example"));
            assertEquals(403, press(app, "https://evil.example"));
            assertEquals(403, press(app, "http://farthing.test"));
        }
    }

    private static int press(PackagedApp app, String origin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.baseUrl() + "/top-up?amount=5.00"))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
