package dev.farthing.web.start;

/** What a room needs of the configuration before it may start. */
public interface ConfigCheck {

    /** Names every key of the room, and what cannot work in any mode. */
    void check(ConfigErrors faults);

    /** Adds what production does not start with. */
    default void checkProduction(ConfigErrors faults) {}
}
