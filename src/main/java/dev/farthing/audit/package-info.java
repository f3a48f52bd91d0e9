/**
 * The trail: who of the admins and publishers did what, when, to what and from where.
 *
 * <p><b>Nothing is done without a trace.</b> An act is written in two rows, neither of which is ever changed: what somebody set
 * out to do ({@code act}), committed before the endpoint sees the request, and what became of it ({@code act_outcome}), committed
 * after the endpoint has done it and before the answer leaves. One row after the act could be lost with the process, when
 * money has moved already; one row in the act's own transaction would bind every statement of every room to this table, and would
 * roll back together with what was refused. So:
 *
 * <ul>
 *   <li>Where the first row cannot be written, the act is refused with 503 and nothing has happened.
 *   <li>Where the process dies in between, the first row stands alone: an outcome that is not known. The ledger says whether
 *       money moved, by the reference that both have.
 *   <li>Where only the second row cannot be written, the act is done and answered so, and the log names it.
 * </ul>
 *
 * <p><b>No endpoint is forgotten.</b> {@link dev.farthing.audit.AuditFeature} goes through all endpoints when the service starts:
 * one that is {@link dev.farthing.web.Audited} gets the filter that writes; one that changes something, is for admins or publishers
 * and is not on the trail keeps the service from starting.
 *
 * <p><b>What is an act.</b> Whatever an admin or a publisher sends to an endpoint that is on the trail, done or not: refused bodies,
 * conflicts and what their role may not do (403) are acts with that outcome. Readers leave none, whatever they try: what they
 * may not do they cannot do, and they must not be able to fill a table that nobody empties. Nor does a key that is not good (401):
 * nobody is known then. Reading leaves none. What staff does with its own wallet is a reader's doing and stands in the ledger; what
 * it does to its own keys is an act.
 *
 * <p><b>No secrets.</b> Of a request only what has a known form is kept; of bodies only what they name themselves
 * ({@link dev.farthing.web.AuditDetails}).
 *
 * <p>Boundary: knows {@code web} and, for its statements, {@code ledger}'s database; no room knows this one. Readers' requests
 * cost nothing of it, but that a key which is sent along with a registration is looked up.
 */
package dev.farthing.audit;
