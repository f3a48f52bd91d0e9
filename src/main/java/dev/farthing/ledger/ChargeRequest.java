package dev.farthing.ledger;

import java.util.UUID;

/**
 * One charge to make.
 *
 * @param buy whether the client asks to buy, not just to read
 * @param entryId of the entry, should it pay: the same when the charge is tried again
 */
record ChargeRequest(UUID clientId, UUID articleId, boolean buy, UUID entryId) {}
