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
 * What is wrong with the configuration. Each fault is a sentence that begins with its key and says what is allowed; none holds a
 * secret. Whoever checks a key names it here, so that a name that nobody asks for is known to be a mistake.
 */
public final class ConfigErrors {
    private final Set<String> keys = new TreeSet<>();
    private final List<String> found = new ArrayList<>();

    /** Names keys that can hold nothing wrong: their type allows only what works. */
    public void know(String... others) {
        Collections.addAll(keys, others);
    }

    /** Unless this holds, the key is at fault: {@code allowed} ends the sentence. */
    public void require(boolean holds, String key, String allowed) {
        keys.add(key);
        if (!holds) {
            found.add(key + " " + allowed);
        }
    }

    /** A fault of a key that is not ours, or that has no single key. */
    public void add(String sentence) {
        found.add(sentence);
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

    /** How often a job runs: {@code 30s}, {@code PT30S}, or {@code off}. */
    public void interval(String key, String every) {
        require(
                isInterval(every),
                key,
                "is at least a second, such as 30s, 5m or PT1H, or off; it is '" + every + "'.");
    }

    /** An address of the web: http or https, with a host, and nothing in it that would be lost or leak. */
    public void address(String key, URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        // What stands before an @ may be a password.
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

    /** A secret that production can live with. */
    public void secret(String key, String secret) {
        String fault = Secrets.fault(secret);
        require(fault == null, key, fault);
    }

    /** Every key that was named. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(keys);
    }

    /** The faults in the order in which they were found. */
    public List<String> found() {
        return List.copyOf(found);
    }

    /** Whether a job with this interval never runs, as the scheduler reads it. */
    public static boolean isOff(String every) {
        return every.equalsIgnoreCase("off") || every.equalsIgnoreCase("disabled");
    }

    private static boolean isInterval(String every) {
        if (isOff(every)) {
            return true;
        }
        try {
            // As the scheduler reads it.
            String text = every.isEmpty() || !Character.isDigit(every.charAt(0)) ? every : "PT" + every;
            return Duration.parse(text).compareTo(Duration.ofSeconds(1)) >= 0;
        } catch (DateTimeParseException none) {
            return false;
        }
    }
}
