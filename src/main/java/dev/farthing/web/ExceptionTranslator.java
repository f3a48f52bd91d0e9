package dev.farthing.web;

import java.util.Optional;

/**
 * Tells which problem an unexpected exception is, where that is not {@code internal_error}. Lets a room above this one decide, so
 * that {@code web} need not know it.
 */
public interface FaultReader {
    /** The problem to answer with; empty when this reader does not know the fault. */
    Optional<Problem> read(Throwable fault);
}
