package dev.farthing.support;

import java.util.HashMap;
import java.util.Map;

/** {@link PostgresResource} with a Stripe stand-in as processor, which is injected into the test's field. */
public class StripeResource extends PostgresResource {
    private StripeStandIn standIn;

    @Override
    public Map<String, String> start() {
        standIn = StripeStandIn.start();
        Map<String, String> config = new HashMap<>(super.start());
        config.putAll(standIn.config());
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(standIn, new TestInjector.MatchesType(StripeStandIn.class));
    }

    @Override
    public void stop() {
        standIn.close();
        super.stop();
    }
}
