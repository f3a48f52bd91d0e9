package dev.farthing.web;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids: UUIDv7, which sort by the time they were made and so keep indexes dense. */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        return Holder.GENERATOR.generate();
    }

    /** Made at run time (application.properties says so to the native build): an image must not carry a seeded generator. */
    private static final class Holder {
        static final TimeBasedEpochRandomGenerator GENERATOR = new TimeBasedEpochRandomGenerator(new SecureRandom());
    }
}
