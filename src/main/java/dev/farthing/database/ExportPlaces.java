package dev.farthing.database;

import java.util.HashMap;
import java.util.Map;

/** Places of the exports in hand. One caller gets at most half of them, so that slow downloads keep no other caller from one. */
final class ExportPlaces {
    private final int all;
    private final Map<Object, Integer> taken = new HashMap<>();
    private int inHand;

    ExportPlaces(int all) {
        this.all = all;
    }

    synchronized boolean take(Object caller) {
        if (inHand == all || taken.getOrDefault(caller, 0) >= Lists.half(all)) {
            return false;
        }
        inHand++;
        taken.merge(caller, 1, Integer::sum);
        return true;
    }

    synchronized void free(Object caller) {
        inHand--;
        taken.computeIfPresent(caller, (same, own) -> own == 1 ? null : own - 1);
    }
}
