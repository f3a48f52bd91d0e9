/**
 * The benchmark: the sales of one instance, compared with the limit of the same PostgreSQL in the same run.
 *
 * <p>Absolute numbers describe the machine; the ratios are the result. Rules that keep it honest:
 *
 * <ul>
 *   <li>PostgreSQL waits for its disk, and the service runs packaged, with the shipped settings.
 *   <li>The limit is measured in the same run, on the same server, database and rows.
 *   <li>An unexpected status makes a run invalid, and so does a sale without its entry: the ledger is counted after
 *       every run. At the end all books must balance. Any violation makes the benchmark exit with an error.
 *   <li>In the open loop requests start on schedule, and their times count from it: a service that stalls is charged
 *       for the requests due meanwhile.
 *   <li>Requests shed with 503 for lack of room are counted, and are left out of the latencies.
 *   <li>Every first read is a real one: no pair of client and article is used twice.
 * </ul>
 */
package dev.farthing.benchmark;
