package dev.farthing.benchmark;

import java.util.function.Supplier;

/**
 * One kind of request to measure.
 *
 * @param status of every right answer; any other status makes the run invalid
 * @param entries kind of the one ledger entry that each answer must have appended; null for none
 * @param requests supplies a new request each time
 */
record Case(String name, String title, Verb verb, int status, String entries, Supplier<Request> requests) {
    enum Verb {
        GET,
        POST
    }

    static Case get(String name, String title, int status, Supplier<Request> requests) {
        return new Case(name, title, Verb.GET, status, null, requests);
    }
}
