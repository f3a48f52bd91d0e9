package dev.farthing.ledger;

import java.util.UUID;

/**
 * @param buy an explicit wish to buy
 * @param entryId of the entry, should it pay; the same in every try
 */
record ChargeRequest(UUID clientId, UUID articleId, boolean buy, UUID entryId) {}
