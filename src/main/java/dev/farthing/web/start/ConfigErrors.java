package dev.farthing.web.start;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects errors: sentences that begin with the key, say what is allowed, and contain no secret. Also collects the
 * known keys, by which a mistyped name is recognized.
 */
public final class ConfigErrors {
    private final Set<String> keys = new TreeSet<>();
    private final List<String> errors = new ArrayList<>();

    /** Keys whose type allows valid values only. */
    public void know(String... names) {
        Collections.addAll(keys, names);
    }

    /** @param allowed ends the sentence that begins with the key */
    public void require(boolean holds, String key, String allowed) {
        keys.add(key);
        if (!holds) {
            errors.add(key + " " + allowed);
        }
    }

    /** For another system's key, or several keys. */
    public void add(String sentence) {
        errors.add(sentence);
    }

    public void within(String key, long number, long least, long most) {
        require(number >= least && number <= most, key, "is from " + least + " to " + most + "; it is " + number + ".");
    }

    public void within(String key, Duration duration, Duration least, Duration most) {
        require(
                duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
                key,
                "is from " + least + " to " + most + "; it is " + duration + ".");
    }

    public void within(String key, MemorySize size, long least, long most) {
        BigInteger bytes = size.asBigInteger();
        require(
                bytes.compareTo(BigInteger.valueOf(least)) >= 0 && bytes.compareTo(BigInteger.valueOf(most)) <= 0,
                key,
                "is from " + least + " to " + most + " bytes; it is " + bytes + ".");
    }

    /** {@code 30s}, {@code PT30S} or {@code off}; at least a second. */
    public void interval(String key, String every) {
        require(
                isInterval(every),
                key,
                "is at least a second, such as 30s, 5m or PT1H, or off; it is '" + every + "'.");
    }

    /** Refuses parts that would be lost or leak. */
    public void address(String key, URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        // Without the value: user info may contain a password.
        require(
                web
                        && address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.getRawQuery() == null
                        && address.getRawFragment() == null,
                key,
                "is an address with http or https and a host, without user, query or fragment, such as"
                        + " https://articles.example.");
    }

    public void secret(String key, String secret) {
        String weakness = Secrets.fault(secret);
        require(weakness == null, key, weakness);
    }

    public Set<String> keys() {
        return Collections.unmodifiableSet(keys);
    }

    public List<String> found() {
        return List.copyOf(errors);
    }

    /** Whether the scheduler never runs a job with this interval. */
    public static boolean isOff(String every) {
        return every.equalsIgnoreCase("off") || every.equalsIgnoreCase("disabled");
    }

    private static boolean isInterval(String every) {
        if (isOff(every)) {
            return true;
        }
        try {
            // As the scheduler parses it.
            String text = every.isEmpty() || !Character.isDigit(every.charAt(0)) ? every : "PT" + every;
            return Duration.parse(text).compareTo(Duration.ofSeconds(1)) >= 0;
        } catch (DateTimeParseException none) {
            return false;
        }
    }
}
