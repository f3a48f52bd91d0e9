package dev.farthing.web;

import java.util.Optional;

/** Translates a library's exceptions in the room that uses it. Unknown ones become {@code internal_error}. */
public interface ExceptionTranslator {
    /** Empty for an unknown exception. */
    Optional<Problem> translate(Throwable exception);
}
