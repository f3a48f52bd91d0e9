package dev.farthing.web;

import java.util.List;

/** What a room needs of the configuration before it may start. */
public interface StartCheck {

    /** One sentence for each fault, naming the property; never its value when that is a secret. */
    List<String> faults();
}
