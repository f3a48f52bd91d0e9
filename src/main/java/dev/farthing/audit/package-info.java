/**
 * The audit trail: which admin or publisher did what, when, to what, from where.
 *
 * <p><b>No action without a record.</b> The append-only attempt ({@code act}) commits before the endpoint sees the
 * request, the outcome ({@code act_outcome}) before the answer leaves. One row afterwards could be lost after money
 * moved; one in the action's transaction would tie every statement to this table and roll back with refusals.
 *
 * <ul>
 *   <li>First row fails: 503, nothing has happened.
 *   <li>Process dies in between: outcome unknown; the ledger has the reference if money moved.
 *   <li>Second row fails: done and answered; the log names the action.
 *   <li>Shutdown: requests on an event loop are recorded on a thread of their own.
 * </ul>
 *
 * <p><b>No endpoint is forgotten.</b> A writing endpoint for staff without {@link dev.farthing.web.Audited} stops the
 * start.
 *
 * <p><b>Scope.</b> Staff's requests to audited endpoints, also if refused (invalid body, conflict, 403), and changes of
 * their own keys. Not readers, who must not fill a table that is never emptied; not invalid keys, which identify no
 * caller; not reads; not staff's own wallets, which the ledger has.
 *
 * <p><b>No secrets.</b> Path parameters and idempotency keys only in a known form; of bodies, only declared fields.
 *
 * <p>Boundary: depends on {@code web}, {@code database} and {@code ledger}; no room depends on it. Readers pay only for
 * the lookup of a key sent along with a registration.
 */
package dev.farthing.audit;
