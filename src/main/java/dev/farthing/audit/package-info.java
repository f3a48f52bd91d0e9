/**
 * The audit trail: which admin or publisher did what, when, to what, from where.
 *
 * <p><b>No action without a record.</b> An action is two append-only rows: the attempt ({@code act}), committed before
 * the endpoint sees the request, and the outcome ({@code act_outcome}), committed before the answer leaves. A single
 * row written afterwards could be lost after money moved; one in the action's transaction would tie every statement to
 * this table and roll back with refusals.
 *
 * <ul>
 *   <li>First row fails: 503, nothing has happened.
 *   <li>Process dies in between: outcome unknown; the ledger has the same reference if money moved.
 *   <li>Second row fails: done and answered; the log names the action.
 *   <li>Shutdown: requests on an event loop are recorded on a thread of their own.
 * </ul>
 *
 * <p><b>No endpoint is forgotten.</b> The service does not start while a writing endpoint for admins or publishers
 * lacks {@link dev.farthing.web.Audited}.
 *
 * <p><b>Scope.</b> Every request of staff to an audited endpoint, also if refused (invalid body, conflict, 403), and
 * changes of their own keys. Not readers, who must not fill a table that is never emptied; not invalid keys, which
 * identify no caller; not reads; not staff's use of their own wallets, which the ledger has.
 *
 * <p><b>No secrets.</b> Path parameters and headers only in a known form; of bodies, only declared fields
 * ({@link dev.farthing.web.AuditDetails}).
 *
 * <p>Boundary: depends on {@code web}, {@code database} and {@code ledger}; no room depends on it. It costs readers
 * nothing but the lookup of a key sent along with a registration.
 */
package dev.farthing.audit;
