package dev.farthing.client;

import dev.farthing.web.FarthingConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Refuses to start in production on configuration that is missing or unsafe, naming every property that is. */
@ApplicationScoped
class ProductionCheck {
    private static final int SHORTEST_SECRET = 32;

    private final FarthingConfig farthing;
    private final ClientConfig client;
    private final Config config;

    ProductionCheck(FarthingConfig farthing, ClientConfig client, Config config) {
        this.farthing = farthing;
        this.client = client;
        this.config = config;
    }

    void onStart(@Observes @Priority(1) StartupEvent start) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            List<String> faults = faults();
            if (!faults.isEmpty()) {
                throw new IllegalStateException("Farthing does not start like this:\n  " + String.join("\n  ", faults));
            }
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        String adminKey = client.adminKey().orElse("");
        if (adminKey.length() < SHORTEST_SECRET) {
            faults.add("farthing.client.admin-key is " + (adminKey.isEmpty() ? "missing" : "too short")
                    + ": it takes at least " + SHORTEST_SECRET
                    + " random characters, such as `openssl rand -hex 24` makes.");
        } else if (adminKey.chars().distinct().count() < 8) {
            faults.add("farthing.client.admin-key is not random: it has fewer than 8 different characters.");
        }
        if (!"https".equals(farthing.baseUrl().getScheme())
                || farthing.baseUrl().getHost() == null) {
            faults.add("farthing.base-url must be the https address that readers use; it is '" + farthing.baseUrl()
                    + "'. Keys and links travel under it.");
        }
        if (said("quarkus.http.cors.origins").contains("*")
                && said("quarkus.http.cors.access-control-allow-credentials").equals("true")) {
            faults.add("quarkus.http.cors.origins is open to all while"
                    + " quarkus.http.cors.access-control-allow-credentials is true: name the origins.");
        }
        return faults;
    }

    private String said(String property) {
        return config.getOptionalValue(property, String.class).orElse("");
    }
}
