package dev.farthing.web.start;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A mistyped property fails the start by itself; a mistyped variable or file would silently leave the default. */
final class UnknownEnvironmentVariables {
    private static final String PREFIX = "FARTHING_";

    /** A list element, {@code FARTHING_TOPUP_TIERS_0_}. */
    private static final Pattern INDEX = Pattern.compile("_\\d+_?$");

    /** Kubernetes sets these in every pod for a service named farthing. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("FARTHING(_[A-Z0-9]+)*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                    + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private UnknownEnvironmentVariables() {}

    static void check(Iterable<ConfigSource> sources, ConfigErrors errors) {
        Set<String> known = errors.keys().stream()
                .map(UnknownEnvironmentVariables::variable)
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (ConfigSource source : sources) {
            for (String name : source.getPropertyNames()) {
                String upper = name.toUpperCase(Locale.ROOT);
                if (upper.startsWith(PREFIX)
                        && !known.contains(INDEX.matcher(upper).replaceFirst(""))
                        && !SERVICE_LINK.matcher(upper).matches()) {
                    unknown.add(name);
                }
            }
        }
        unknown.forEach(name -> errors.add(name + " is not a key of this service: see deploy/configuration.md."));
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
