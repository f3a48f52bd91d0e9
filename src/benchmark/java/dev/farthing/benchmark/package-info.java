/**
 * The benchmark: the sales of one instance, compared with the limit of the same PostgreSQL.
 *
 * <p>Absolute numbers describe the machine; the ratios are the result. Rules:
 *
 * <ul>
 *   <li>PostgreSQL waits for its disk; the service runs packaged, with the shipped settings but for its limit on
 *       requests.
 *   <li>The limit is measured in the same run, on the same server, database and rows.
 *   <li>An unexpected status, a sale without its entry (counted after every run) or unbalanced books end in an error.
 *   <li>In the open loop times count from the schedule: a stalled service is charged for the requests due meanwhile.
 *   <li>Requests shed with 503 are counted, and left out of the latencies.
 *   <li>Every first read is real: no pair of client and article is used twice.
 * </ul>
 */
package dev.farthing.benchmark;
