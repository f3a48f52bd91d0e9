package dev.farthing.web;

/**
 * A request refused, as an exception: the code, a sentence for the caller, and the name of what was wrong.
 *
 * <p>Carries no stack trace: it is an answer, not a fault, and must stay cheap when somebody sends nonsense quickly.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String field;

    private Problem(ProblemCode code, String detail, String field) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** A problem whose {@code detail} says in one sentence what is wrong with this request. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null);
    }

    /** A problem with one field, parameter, header or front-matter key, named as the caller wrote it. */
    public static Problem at(ProblemCode code, String field, String detail) {
        return new Problem(code, detail, field);
    }

    public ProblemCode code() {
        return code;
    }

    /** The name of what was wrong, or null where the whole request is meant. */
    public String field() {
        return field;
    }
}
