package dev.farthing.web.start;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Variables and files named {@code FARTHING_...} that are no key of ours. A mistyped property fails the start by itself; a
 * mistyped variable would silently leave the default.
 */
final class UnknownEnvironmentVariables {
    private static final String PREFIX = "FARTHING_";

    /** The place in a list that a variable can name: {@code FARTHING_TOPUP_TIERS_0_}. */
    private static final Pattern INDEX = Pattern.compile("_\\d+_?$");

    /** What Kubernetes tells every pod of the services beside it, where one of them is called farthing. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("FARTHING(_[A-Z0-9]+)*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                    + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private UnknownEnvironmentVariables() {}

    static void check(Iterable<ConfigSource> sources, ConfigErrors faults) {
        Set<String> known = faults.keys().stream()
                .map(UnknownEnvironmentVariables::variable)
                .collect(Collectors.toSet());
        Set<String> stray = new TreeSet<>();
        for (ConfigSource source : sources) {
            for (String name : source.getPropertyNames()) {
                String upper = name.toUpperCase(Locale.ROOT);
                if (upper.startsWith(PREFIX)
                        && !known.contains(INDEX.matcher(upper).replaceFirst(""))
                        && !SERVICE_LINK.matcher(upper).matches()) {
                    stray.add(name);
                }
            }
        }
        stray.forEach(name -> faults.add(name + " is no key of this service: the README lists them all."));
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
