package dev.farthing.support;

import java.util.HashMap;
import java.util.Map;

/** {@link PostgresResource} with a stand-in for the trace collector, which is injected into the test's field. */
public class OtlpResource extends PostgresResource {
    private OtlpStandIn collector;

    @Override
    public Map<String, String> start() {
        collector = OtlpStandIn.start();
        Map<String, String> config = new HashMap<>(super.start());
        config.putAll(collector.address());
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(collector, new TestInjector.MatchesType(OtlpStandIn.class));
    }

    @Override
    public void stop() {
        collector.close();
        super.stop();
    }
}
