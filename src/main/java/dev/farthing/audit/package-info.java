/**
 * The audit trail: which admin or publisher did what, when, to what, from where.
 *
 * <p><b>No action without a record.</b> An action is two rows, neither ever changed: the attempt ({@code act}),
 * committed before the endpoint sees the request, and the outcome ({@code act_outcome}), committed before the answer
 * leaves. A single row written afterwards could be lost with the process after money moved; one in the action's own
 * transaction would tie every statement of every room to this table, and roll back with the refusals. So:
 *
 * <ul>
 *   <li>If the first row cannot be written, the request is refused with 503 and nothing has happened.
 *   <li>If the process dies in between, the first row stands alone: outcome unknown. The ledger entry with the same
 *       reference shows whether money moved.
 *   <li>If the second row cannot be written, the action is done and answered, and the log names it.
 *   <li>At shutdown, a request on an event loop finds no worker and is recorded on a thread of its own.
 * </ul>
 *
 * <p><b>No endpoint is forgotten.</b> {@link dev.farthing.audit.AuditFeature} inspects every endpoint at startup:
 * {@link dev.farthing.web.Audited} ones get the filter; a writing endpoint for admins or publishers without it stops
 * the start.
 *
 * <p><b>What is recorded.</b> Every request of an admin or a publisher to an audited endpoint, also when it is refused
 * (invalid body, conflict, 403). Readers are not recorded: they can do nothing here, and must not be able to fill a
 * table that is never emptied. Nor are invalid keys (401), which identify no caller, nor reads. Staff's use of their
 * own wallets is in the ledger; changes to their own keys are recorded.
 *
 * <p><b>No secrets.</b> Path parameters and headers are kept only in a known form; of bodies, only the fields that
 * they declare ({@link dev.farthing.web.AuditDetails}).
 *
 * <p>Boundary: depends on {@code web}, {@code database} and {@code ledger}; no room depends on it. Its only cost to
 * readers: a key sent along with a registration is looked up.
 */
package dev.farthing.audit;
