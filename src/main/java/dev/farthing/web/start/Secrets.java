package dev.farthing.web.start;

import java.util.List;
import java.util.Locale;

public final class Secrets {
    private static final int SHORTEST = 32;
    private static final int FEWEST_CHARACTERS = 8;

    /** Parts of the public secrets in documentation and dev mode. */
    private static final List<String> EXAMPLES = List.of(
            "example", "changeme", "change-me", "secret-of-dev-mode", "replace", "your_", "4ec39hqlyjwdarjtt1zdp7dc");

    private Secrets() {}

    /** The end of a sentence that begins with the property's name; null for a strong secret. */
    public static String fault(String secret) {
        if (secret == null || secret.isEmpty()) {
            return "is missing: it takes at least " + SHORTEST
                    + " random characters, such as `openssl rand -hex 24` makes.";
        } else if (secret.length() < SHORTEST) {
            return "is too short: it takes at least " + SHORTEST
                    + " random characters, such as `openssl rand -hex 24` makes.";
        } else if (secret.chars().distinct().count() < FEWEST_CHARACTERS) {
            return "is not random: it has fewer than " + FEWEST_CHARACTERS + " different characters.";
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        return EXAMPLES.stream().anyMatch(lower::contains) ? "is an example from the public documentation." : null;
    }
}
