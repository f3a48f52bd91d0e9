package dev.farthing.benchmark;

import java.util.function.Supplier;

/**
 * @param status of right answers; any other but a shed 503 makes the run invalid
 * @param entries kind of the one ledger entry per answer; null for none
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
