package dev.farthing.web.start;

public interface ConfigCheck {

    /** Names every key of the room; reports values invalid in any mode. */
    void check(ConfigErrors errors);

    default void checkProduction(ConfigErrors errors) {}
}
