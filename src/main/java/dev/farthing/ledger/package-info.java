/**
 * The ledger: accounts, entries, purchases. The only package that moves money.
 *
 * <p><b>Money is never lost, never made, never taken twice.</b> Eight rules keep that, each in code, as a constraint or
 * privilege in the database, and as a test of the same name:
 *
 * <ol>
 *   <li><b>entryMovesPositiveAmount</b>: every entry moves a positive amount between two accounts. Both legs are in one
 *       row, so all accounts sum to zero.
 *   <li><b>entryCarriesBalance</b>: an entry carries the balance before and after it and a gapless sequence per client;
 *       {@link dev.farthing.ledger.BalanceReconciliation} recomputes them.
 *   <li><b>balanceNeverNegative</b>: a check constraint backs up the statements.
 *   <li><b>clientPaysOnce</b>: by the purchase's primary key, once while the purchase is live.
 *   <li><b>entriesAreAppendOnly</b>: the application's role may not update or delete entries
 *       ({@link dev.farthing.ledger.BooksCheck}).
 *   <li><b>acknowledgedSurvives</b>: an answer leaves after the commit, which waits for the disk.
 *   <li><b>undeliveredIsRefunded</b>: the gate refunds a charge without its article once, by an entry whose
 *       {@code corrects} names the purchase's.
 *   <li><b>paymentCreditsOnce</b>: credit carries the reference of its payment or its idempotency key, unique per client; a
 *       payment belongs to one client's top-up.
 * </ol>
 *
 * <p><b>How money moves.</b> Each movement is one SQL statement in autocommit, outside JTA: one round trip that cannot stop
 * half-way. It locks the client's account row, decides by it, and writes purchase, balance and entry, or nothing. Entries that
 * belong together (a payment and its bonus) share a transaction, whose beginner locks their cause. Shared accounts have no row
 * and so no lock.
 *
 * <p><b>Promotional credit</b> is a part of the balance: spent first, never paid out, in lots that can expire.
 *
 * <p><b>Races.</b> Under READ COMMITTED a statement that waited for the account's lock sees that row as it is now, but other
 * tables as they were when it began. So the row holds all that a decision depends on, and an upsert of the purchase, which also
 * checks its row as it is now, claims ownership. {@link dev.farthing.ledger.Charges} retries stale refusals; a stale claim
 * fails its batch ({@link dev.farthing.ledger.ChargeSql}). Each update computes the new row from {@code held}, the row as
 * locked, never from its own columns: PostgreSQL first applies an update to the row of the old snapshot, and checks the
 * constraints there.
 *
 * <p><b>Boundary.</b> The SQL reads {@code article} (price) and {@code client} (limits); no Java of those rooms is used.
 */
package dev.farthing.ledger;
