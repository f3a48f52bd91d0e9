package dev.farthing.web;

/**
 * Refuses a request: the code, a sentence for the caller, and the name of the invalid field if there is one.
 *
 * <p>Has no stack trace: it is an answer, not a failure, and must stay cheap under a flood of invalid requests.
 */
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

    /** @param detail one sentence on what is wrong with this request */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null, DEFAULT_RETRY_S);
    }

    /** @param field the invalid field, parameter, header or front-matter key, as the caller wrote it */
    public static Problem at(ProblemCode code, String field, String detail) {
        return new Problem(code, detail, field, DEFAULT_RETRY_S);
    }

    /** A problem with status 429 or 503 that is expected to be over in {@code retryAfterS} seconds. */
    public static Problem later(ProblemCode code, int retryAfterS, String detail) {
        return new Problem(code, detail, null, Math.max(1, retryAfterS));
    }

    /** Seconds to wait before a retry, at least 1; meaningful for status 429 and 503 only. */
    public int retryAfterS() {
        return retryAfterS;
    }

    /** True when a retry may succeed; the answer then says when. */
    public boolean isPassing() {
        return code.status() == 429 || code.status() == 503;
    }

    public ProblemCode code() {
        return code;
    }

    /** The name of the invalid field; null when the problem concerns the whole request. */
    public String field() {
        return field;
    }
}
