package dev.farthing.client;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Secrets;
import dev.farthing.web.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Nobody guesses the admin's key, nobody reads keys on the wire, and no foreign page uses them. */
@ApplicationScoped
class ProductionCheck implements StartCheck {
    private final FarthingConfig farthing;
    private final ClientConfig client;
    private final Config config;

    ProductionCheck(FarthingConfig farthing, ClientConfig client, Config config) {
        this.farthing = farthing;
        this.client = client;
        this.config = config;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        String adminKey = Secrets.fault(client.adminKey().orElse(null));
        if (adminKey != null) {
            faults.add("farthing.client.admin-key " + adminKey);
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
