package dev.farthing.web;

import java.util.concurrent.CompletionStage;

/** A CSV document of any length, as a response's entity: each part is read when the one before has left. */
public interface CsvParts {

    /** @throws Problem when there are too many already; then nothing was begun */
    void begin();

    /** Null after the last part. */
    CompletionStage<String> next();

    /** Once after each begin. */
    void ended(boolean complete);
}
