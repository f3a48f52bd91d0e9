package dev.farthing.topup.link;

import java.time.Instant;
import java.util.UUID;

/**
 * Lets its holder pay one amount into one client's credit until it expires, and nothing else.
 *
 * @param clientId null without a client
 * @param article null without one
 * @param signature makes a client pay it once
 */
record TopUpLink(UUID clientId, String article, long amountMicros, Instant expiresAt, String signature) {}
