/**
 * Access to PostgreSQL by SQL: statements, transactions, retries, batches, faults, readiness.
 *
 * <p>Boundary: no other room opens a connection or prepares a statement; others see a {@link java.sql.ResultSet} at
 * most. This room knows no table but Flyway's.
 */
package dev.farthing.database;
