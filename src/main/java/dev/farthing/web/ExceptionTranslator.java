package dev.farthing.web;

import java.util.Optional;

/**
 * Translates exceptions of a library into problems. Implemented by the room that uses the library: {@code web} knows none of them. An
 * exception that no translator knows is an {@code internal_error}.
 */
public interface ExceptionTranslator {
    /** The problem to answer with; empty when this translator does not know the exception. */
    Optional<Problem> translate(Throwable exception);
}
