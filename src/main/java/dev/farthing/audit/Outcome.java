package dev.farthing.audit;

import java.time.Instant;
import java.util.Map;

/**
 * What became of an act.
 *
 * @param status the HTTP status that was answered
 * @param code of the problem that was answered, or null
 * @param made the id of what the act has made, or null
 * @param details without secrets; bounded
 */
record Outcome(Instant at, int status, String code, String made, Map<String, String> details) {}
