package dev.farthing.web;

/** The three roles, as annotations name them. Every key of a client has {@link #CLIENT}; staff keys have more. */
public final class Roles {
    /** Holds credit and reads. */
    public static final String CLIENT = "client";
    /** Puts articles in and refunds purchases. */
    public static final String PUBLISHER = "publisher";
    /** Sees every client, grants credit. An admin is also a publisher. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
