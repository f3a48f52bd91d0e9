package dev.farthing.web;

/** The roles. Every key of a client has {@link #CLIENT}; staff keys have more. */
public final class Roles {
    /** Holds credit and reads. */
    public static final String CLIENT = "client";
    /** Publishes articles and refunds purchases. */
    public static final String PUBLISHER = "publisher";
    /** Sees every client, grants credit. An admin is also a publisher. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
