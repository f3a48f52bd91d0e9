package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import java.util.List;

public enum ProblemGroup {
    ANY(
            ProblemCode.MALFORMED_REQUEST,
            ProblemCode.INVALID_TEXT,
            ProblemCode.INVALID_PARAMETER,
            ProblemCode.FOREIGN_ORIGIN,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.BODY_TIMEOUT,
            ProblemCode.URI_TOO_LONG,
            ProblemCode.HEADERS_TOO_LARGE,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.OVERLOADED,
            ProblemCode.UNAVAILABLE),

    /** For an optional key. */
    KEY(ProblemCode.INVALID_API_KEY, ProblemCode.REVOKED_API_KEY, ProblemCode.EXPIRED_API_KEY),

    /** For a required key with a role. */
    ROLE(
            ProblemCode.AUTHENTICATION_REQUIRED,
            ProblemCode.FORBIDDEN,
            ProblemCode.INVALID_API_KEY,
            ProblemCode.REVOKED_API_KEY,
            ProblemCode.EXPIRED_API_KEY),

    /** For a role that permits more on an endpoint open to all. */
    STAFF(ProblemCode.AUTHENTICATION_REQUIRED, ProblemCode.FORBIDDEN),

    JSON(ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_FIELD, ProblemCode.UNSUPPORTED_MEDIA_TYPE),

    AMOUNT(ProblemCode.INVALID_AMOUNT, ProblemCode.WRONG_CURRENCY),

    PAYMENT(
            ProblemCode.PAYMENT_REQUIRED,
            ProblemCode.INSUFFICIENT_CREDIT,
            ProblemCode.PRICE_ABOVE_LIMIT,
            ProblemCode.DAILY_LIMIT_REACHED,
            ProblemCode.AUTO_PURCHASE_OFF),

    CARD(
            ProblemCode.EXPIRED_CARD,
            ProblemCode.CARD_DECLINED,
            ProblemCode.INSUFFICIENT_FUNDS,
            ProblemCode.INCORRECT_CVC,
            ProblemCode.PROCESSING_ERROR,
            ProblemCode.INVALID_NUMBER),

    PROCESSOR(ProblemCode.TOP_UPS_OFF, ProblemCode.PROCESSOR_UNAVAILABLE),

    PAGES(ProblemCode.INVALID_CURSOR);

    private final List<ProblemCode> codes;

    ProblemGroup(ProblemCode... codes) {
        this.codes = List.of(codes);
    }

    List<ProblemCode> codes() {
        return codes;
    }
}
