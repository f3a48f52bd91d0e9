/**
 * The ledger: accounts, entries, purchases. The only package that moves money; everything else asks it to.
 *
 * <p><b>Money is never lost, never made, never taken twice.</b> Eight rules keep that, each as code here, as a constraint
 * or privilege in the database, and as a test of the same name:
 *
 * <ol>
 *   <li><b>entryMovesPositiveAmount</b>: every entry moves a positive amount from one account to another. Both legs stand
 *       in one row, so the sum over all accounts is zero by construction.
 *   <li><b>entryCarriesBalance</b>: a client's balance equals the sum of its entries; each entry carries the balance
 *       before and after it and a sequence number, gapless per client. {@link dev.farthing.ledger.BalanceReconciliation} recomputes it.
 *   <li><b>balanceNeverNegative</b>: the account's check constraint refuses what the statements would never try.
 *   <li><b>clientPaysOnce</b>: a client pays for an article once as long as the purchase lives. The purchase's primary
 *       key is the idempotency key.
 *   <li><b>entriesAreAppendOnly</b>: the application's role has no right to update or delete entries, and
 *       {@link dev.farthing.ledger.BooksCheck} refuses to start in production with a login that has.
 *   <li><b>acknowledgedSurvives</b>: an answer leaves after the commit, which waits for the disk;
 *       {@link dev.farthing.ledger.BooksCheck} refuses to start where {@code synchronous_commit} or {@code fsync} is off.
 *   <li><b>undeliveredIsRefunded</b>: whatever answer but the article follows a charge, the gate refunds that charge,
 *       once, by an entry whose {@code corrects} names the purchase's.
 *   <li><b>paymentCreditsOnce</b>: credit carries the reference of the payment (or the idempotency key) that caused it;
 *       the reference is unique per client, and a payment belongs to one client's top-up.
 * </ol>
 *
 * <p><b>How money moves.</b> Charges of concurrent requests share one statement ({@link dev.farthing.ledger.ChargeSql},
 * {@link dev.farthing.database.Batcher}); each has its own outcome and its own entry. Each movement is one SQL statement in
 * autocommit, outside JTA: it locks the client's account row, decides on what it finds there, and writes purchase, balance and entry, or nothing. One statement is one
 * round trip and cannot stop half-way. Shared accounts (revenue, promotion, adjustment, processor, vouchers, loss) have no row and so no lock: their
 * balances are sums over entries.
 *
 * <p><b>Promotional credit</b> is a part of the balance: spent first, never paid out, in lots that can end. The lots stand in the
 * account's row ({@link dev.farthing.ledger.PromoLots}), each entry says how much of it was promotional, and what has ended can
 * no longer be spent, whenever its entry is made ({@link dev.farthing.ledger.CreditExpiry}).
 *
 * <p>Where several entries belong together (a payment and its bonus), they are statements of one transaction
 * ({@link dev.farthing.database.Database#inTransaction}), begun and ordered by whoever holds the lock on what they belong to.
 *
 * <p><b>Races.</b> Under READ COMMITTED a statement that waited for the account's lock sees the account as it is now, but
 * other tables as they were when it began. So whatever a decision must not get wrong lives in the account row (balance,
 * sequence, spent today), and ownership is claimed by {@code insert ... on conflict do update ... where} the purchase is
 * over, which looks at the row as it is now. The money is taken only from what was claimed.
 * A refusal that a stale view of ownership could have caused is asked for once more, with a fresh one. A batch in which a claim
 * meets a purchase that its snapshot did not show fails as a whole and runs again.
 *
 * <p><b>What is counted</b> for the operator ({@link dev.farthing.ledger.MoneyMeters}) follows the commit
 * ({@link dev.farthing.database.Database#afterCommit}) and adds up integers; it shows what goes on, and never decides anything.
 *
 * <p><b>Boundary.</b> The statements read {@code article} (the price that counts is the one in the database) and
 * {@code client} (limits) by SQL; no Java of those rooms is used here.
 */
package dev.farthing.ledger;
