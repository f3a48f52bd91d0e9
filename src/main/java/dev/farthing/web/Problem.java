package dev.farthing.web;

/**
 * A request refused, as an exception: the code, a sentence for the caller, and the name of what was wrong.
 *
 * <p>Carries no stack trace: it is an answer, not a fault, and must stay cheap when somebody sends nonsense quickly.
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

    /** A problem whose {@code detail} says in one sentence what is wrong with this request. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null, DEFAULT_RETRY_S);
    }

    /** A problem with one field, parameter, header or front-matter key, named as the caller wrote it. */
    public static Problem at(ProblemCode code, String field, String detail) {
        return new Problem(code, detail, field, DEFAULT_RETRY_S);
    }

    /** A problem of the status 429 or 503 that will be over in about {@code retryAfterS} seconds. */
    public static Problem later(ProblemCode code, int retryAfterS, String detail) {
        return new Problem(code, detail, null, Math.max(1, retryAfterS));
    }

    /** Seconds after which asking again makes sense, at least 1; meaningful only for the status 429 and 503. */
    public int retryAfterS() {
        return retryAfterS;
    }

    /** Whether the same request may well be answered a little later: so its answer says when. */
    public boolean isPassing() {
        return code.status() == 429 || code.status() == 503;
    }

    public ProblemCode code() {
        return code;
    }

    /** The name of what was wrong, or null where the whole request is meant. */
    public String field() {
        return field;
    }
}
