package dev.farthing.web;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.SecureRandom;
import java.util.UUID;

/** UUIDv7: sorts by time, which keeps indexes dense. */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        return Holder.GENERATOR.generate();
    }

    /** Initialized at run time (application.properties): a native image must not contain a seeded generator. */
    private static final class Holder {
        static final TimeBasedEpochRandomGenerator GENERATOR = new TimeBasedEpochRandomGenerator(new SecureRandom());
    }
}
