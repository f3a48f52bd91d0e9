/**
 * The one way to PostgreSQL by hand: statements, transactions, retries, batches, faults, readiness.
 *
 * <p>{@link dev.farthing.database.Database} runs a statement in autocommit, or several in one transaction, and retries after a
 * lost race or a lost connection. {@link dev.farthing.database.Batcher} runs the same statement once for many concurrent requests.
 * {@link dev.farthing.database.SqlStates} reads what a fault means, by SQLSTATE and constraint name, never by message text.
 *
 * <p>Boundary: no other room opens a connection or prepares a statement; they see a {@link java.sql.ResultSet} at most. This room
 * knows no table but Flyway's.
 */
package dev.farthing.database;
