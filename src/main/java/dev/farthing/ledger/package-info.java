/**
 * The ledger: accounts, entries, purchases. The only package that moves money.
 *
 * <p><b>Money is never lost, never made, never taken twice.</b> Eight rules keep that, each as code here, as a constraint
 * or privilege in the database, and as a test of the same name:
 *
 * <ol>
 *   <li><b>entryMovesPositiveAmount</b>: every entry moves a positive amount from one account to another. Both legs are
 *       in one row, so the sum over all accounts is zero by construction.
 *   <li><b>entryCarriesBalance</b>: a client's balance equals the sum of its entries; each entry carries the balance
 *       before and after it and a sequence number, gapless per client. {@link dev.farthing.ledger.BalanceReconciliation} recomputes it.
 *   <li><b>balanceNeverNegative</b>: the account's check constraint backs up the statements, which never try.
 *   <li><b>clientPaysOnce</b>: a client pays for an article once while the purchase is live. The purchase's primary
 *       key is the idempotency key.
 *   <li><b>entriesAreAppendOnly</b>: the application's role has no right to update or delete entries, and
 *       {@link dev.farthing.ledger.BooksCheck} refuses to start in production with a login that has.
 *   <li><b>acknowledgedSurvives</b>: an answer leaves after the commit, which waits for the disk;
 *       {@link dev.farthing.ledger.BooksCheck} refuses to start where {@code synchronous_commit} or {@code fsync} is off.
 *   <li><b>undeliveredIsRefunded</b>: if an answer other than the article follows a charge, the gate refunds that charge,
 *       once, by an entry whose {@code corrects} names the purchase's.
 *   <li><b>paymentCreditsOnce</b>: credit carries the reference of the payment (or the idempotency key) that caused it;
 *       the reference is unique per client, and a payment belongs to one client's top-up.
 * </ol>
 *
 * <p><b>How money moves.</b> Each movement is one SQL statement in autocommit, outside JTA: it locks the client's account row, decides
 * on what it finds there, and writes purchase, balance and entry, or nothing. One statement is one round trip and cannot stop
 * half-way. Charges of concurrent requests share a statement ({@link dev.farthing.ledger.ChargeSql},
 * {@link dev.farthing.database.Batcher}); each has its own outcome and entry. Shared accounts (revenue, promotion, adjustment,
 * processor, vouchers, loss) have no row and so no lock: their balances are sums over entries.
 *
 * <p><b>Promotional credit</b> is a part of the balance: spent first, never paid out, in lots that can expire. The lots are in the
 * account's row ({@link dev.farthing.ledger.PromoLots}), each entry records its promotional part, and expired credit cannot be spent,
 * even before {@link dev.farthing.ledger.CreditExpiry} books it out.
 *
 * <p>Entries that belong together (a payment and its bonus) are statements of one transaction
 * ({@link dev.farthing.database.Database#inTransaction}); the code that begins it holds the lock on what they belong to.
 *
 * <p><b>Races.</b> Under READ COMMITTED a statement that waited for the account's lock sees that row as it is now, but other tables as
 * they were when it began. So everything that a decision depends on is in the account row (balance, sequence, spent today), and
 * ownership is claimed by {@code insert ... on conflict do update ... where} the purchase is over, which checks the row as it is now.
 * Money is taken only for claimed purchases. A refusal that a stale view of ownership may have caused is retried once with a new
 * snapshot. A batch in which a claim meets a purchase that its snapshot does not show fails as a whole and runs again.
 *
 * <p><b>Metrics</b> ({@link dev.farthing.ledger.MoneyMeters}) follow the commit
 * ({@link dev.farthing.database.Database#afterCommit}) and add up integers; they show activity and never decide anything.
 *
 * <p><b>Boundary.</b> The statements read {@code article} (the price in the database counts) and {@code client} (limits) by SQL; this
 * room uses no Java of those rooms.
 */
package dev.farthing.ledger;
