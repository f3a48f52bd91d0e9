/**
 * Access to PostgreSQL by SQL: statements, transactions, retries, batches, faults, readiness.
 *
 * <p>{@link dev.farthing.database.Database} runs a statement in autocommit, or several in one JTA transaction, and retries after a
 * lost race or a lost connection. There is one transaction mechanism: {@code inTransaction} and {@code @Transactional} join each
 * other. {@link dev.farthing.database.Batcher} runs one statement for many concurrent requests.
 * {@link dev.farthing.database.SqlStates} classifies faults by SQLSTATE and constraint name, never by message text.
 *
 * <p>Boundary: no other room opens a connection or prepares a statement; they see a {@link java.sql.ResultSet} at most. This room
 * knows no table but Flyway's.
 */
package dev.farthing.database;
