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

    /** The meaning of a status of the HTTP server or of JAX-RS. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> of(ProblemCode.AUTHENTICATION_REQUIRED, "This call needs an API key.");
            case 403 -> of(ProblemCode.FORBIDDEN, "The role of the API key does not permit this call.");
            case 404 -> of(ProblemCode.NOT_FOUND, "This address does not exist.");
            case 405 -> of(ProblemCode.METHOD_NOT_ALLOWED, "This address does not support this method.");
            case 406 -> of(ProblemCode.NOT_ACCEPTABLE, "None of the media types in Accept is available here.");
            case 413 -> of(ProblemCode.BODY_TOO_LARGE, "The body is larger than this service accepts.");
            case 414 -> of(ProblemCode.URI_TOO_LONG, "The address is longer than this service accepts.");
            case 415 ->
                of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "This call does not accept a body of this Content-Type.");
            case 431 -> of(ProblemCode.HEADERS_TOO_LARGE, "The headers are larger than this service accepts.");
            case 503 -> of(ProblemCode.OVERLOADED, "This instance has more requests in hand than it can answer.");
            default ->
                status < 500
                        ? of(ProblemCode.INVALID_PARAMETER, "The request is not valid.")
                        : of(ProblemCode.INTERNAL_ERROR, "The service failed to answer this request.");
        };
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
