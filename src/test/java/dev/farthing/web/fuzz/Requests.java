package dev.farthing.web.fuzz;

import dev.farthing.support.http.Contract.Operation;
import dev.farthing.web.fuzz.Shop.Caller;
import java.util.List;
import java.util.Random;

/** Requests to an operation: plain ones, which mean what a caller may want, and fuzzed ones. */
final class Requests {
    private static final int MOST_CHANGES = 3;

    private final Shop shop;
    private final Values values;
    private final String host;

    Requests(Shop shop, Values values, String host) {
        this.shop = shop;
        this.values = values;
        this.host = host;
    }

    Sent plain(Operation operation, Caller caller, Random random) {
        return draft(operation, caller, random).sent(host);
    }

    /** One in four is plain, so that the books move. */
    Sent fuzzed(Operation operation, Caller caller, Random random) {
        Draft draft = draft(operation, caller, random);
        Changes changes = new Changes(shop, random);
        int count = random.nextInt(MOST_CHANGES + 1);
        for (int i = 0; i < count; i++) {
            changes.change(draft);
        }
        if (operation.path().contains("/webhooks/") && random.nextInt(3) > 0) {
            values.sign(draft);
        }
        return draft.sent(host);
    }

    private Draft draft(Operation operation, Caller caller, Random random) {
        Draft draft = new Draft(operation, caller);
        for (Parameter parameter : Parameter.of(operation)) {
            switch (parameter.in()) {
                case "path" -> draft.path.put(parameter.name(), values.path(draft, parameter.name(), random));
                case "query" -> {
                    if (random.nextInt(3) == 0) {
                        String value = values.query(draft, parameter, random);
                        if (value != null) {
                            draft.query.add(new String[] {parameter.name(), value});
                        }
                    }
                }
                default -> values.header(draft, parameter.name(), random);
            }
        }
        values.body(draft, random);
        return draft;
    }

    /** A parameter of an operation, as the document has it. */
    record Parameter(String name, String in, java.util.Map<String, Object> schema) {
        @SuppressWarnings("unchecked")
        static List<Parameter> of(Operation operation) {
            List<java.util.Map<String, Object>> declared = (List<java.util.Map<String, Object>>)
                    operation.description().getOrDefault("parameters", List.of());
            return declared.stream()
                    .map(parameter ->
                            new Parameter((String) parameter.get("name"), (String) parameter.get("in"), (java.util.Map<
                                            String, Object>)
                                    parameter.getOrDefault("schema", java.util.Map.of())))
                    .toList();
        }
    }
}
