package dev.farthing.topup.link;

import java.time.Instant;
import java.util.UUID;

/**
 * A signed link: lets its holder pay one amount into one client's credit until it expires, and nothing else.
 *
 * @param clientId null for a reader without a client
 * @param article slug of the article the reader wanted, or null
 * @param signature names the link, so that it is paid once
 */
record TopUpLink(UUID clientId, String article, long amountMicros, Instant expiresAt, String signature) {}
