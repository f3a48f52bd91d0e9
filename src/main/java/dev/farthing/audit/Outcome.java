package dev.farthing.audit;

import java.util.Map;

/**
 * How an action was answered.
 *
 * @param status the HTTP status
 * @param code of the problem, or null
 * @param created the id of what the action created, or null
 * @param details bounded, without secrets
 */
record Outcome(int status, String code, String created, Map<String, String> details) {}
