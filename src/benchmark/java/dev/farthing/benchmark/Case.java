package dev.farthing.benchmark;

import java.util.function.Supplier;

/**
 * One kind of request that is measured.
 *
 * @param status what every answer must have; another one makes the run invalid
 * @param entries what every answer must have appended to the ledger: one entry of this kind; null for none
 * @param asks the next request; a new one each time
 */
record Case(String name, String title, Verb verb, int status, String entries, Supplier<Ask> asks) {
    enum Verb {
        GET,
        POST
    }

    static Case get(String name, String title, int status, Supplier<Ask> asks) {
        return new Case(name, title, Verb.GET, status, null, asks);
    }
}
