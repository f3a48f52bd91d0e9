package dev.farthing.web;

/** Refuses a request. Has no stack trace: it is an answer and must stay cheap under a flood of invalid requests. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int DEFAULT_RETRY_S = 1;

    private final ProblemCode code;
    private final String field;
    private final int retryAfterS;

    private Problem(ProblemCode code, String detail, String field, int retryAfterS) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
        this.retryAfterS = retryAfterS;
    }

    /** @param detail one sentence for the caller */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null, DEFAULT_RETRY_S);
    }

    /** @param field the invalid field, parameter, header or front-matter key, as the caller wrote it */
    public static Problem at(ProblemCode code, String field, String detail) {
        return new Problem(code, detail, field, DEFAULT_RETRY_S);
    }

    /** For status 429 or 503. */
    public static Problem later(ProblemCode code, int retryAfterS, String detail) {
        return new Problem(code, detail, null, Math.max(1, retryAfterS));
    }

    /** Seconds, at least 1; for status 429 and 503 only. */
    public int retryAfterS() {
        return retryAfterS;
    }

    /** The answer then says when to retry. */
    public boolean isPassing() {
        return code.status() == 429 || code.status() == 503;
    }

    public ProblemCode code() {
        return code;
    }

    /** Null when the problem concerns the whole request. */
    public String field() {
        return field;
    }
}
