package dev.farthing.audit;

import java.util.Map;

/** Details are bounded, without secrets. */
record Outcome(int status, String code, String created, Map<String, String> details) {}
