package dev.farthing.web;

/** What a room needs of the configuration before it may start. */
public interface StartCheck {

    /** Names every key of the room, and what cannot work in any mode. */
    void check(Faults faults);

    /** Adds what production does not start with. */
    default void checkProduction(Faults faults) {}
}
