/**
 * The benchmark: how much one instance sells, compared with what the same PostgreSQL can do at the same time.
 *
 * <p>Absolute numbers say what machine it was; the result is the ratios. How it stays honest:
 *
 * <ul>
 *   <li>PostgreSQL waits for its disk, and the service runs packaged, with the settings that are shipped.
 *   <li>The limit is measured in the same run, on the same server, database and rows.
 *   <li>An answer with another status than expected makes a run invalid, and so does a sale without its entry: the ledger is
 *       counted after every run. At the end all books must balance. The benchmark then exits with an error.
 *   <li>In the open loop requests are begun by the clock, and their times count from the schedule: a service that stalls is
 *       charged with what should have been asked meanwhile.
 *   <li>Who is turned away with 503 for want of room is counted, and is not among those whose times are told.
 *   <li>Every first read is one: no pair of client and article is asked for twice.
 * </ul>
 */
package dev.farthing.benchmark;
