package dev.farthing.web.start;

/** Checks the configuration of one room at the start. */
public interface ConfigCheck {

    /** Names every key of the room, and reports values that are invalid in any mode. */
    void check(ConfigErrors errors);

    /** Reports values that are unsafe in production. */
    default void checkProduction(ConfigErrors errors) {}
}
