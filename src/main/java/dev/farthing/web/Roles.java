package dev.farthing.web;

/** Every key of a client has {@link #CLIENT}; staff keys have more. */
public final class Roles {
    public static final String CLIENT = "client";
    /** Publishes articles, refunds purchases. */
    public static final String PUBLISHER = "publisher";
    /** Includes {@link #PUBLISHER}; sees every client, grants credit. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
