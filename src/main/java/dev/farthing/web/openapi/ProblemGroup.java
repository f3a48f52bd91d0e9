package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import java.util.List;

/** Problems that several endpoints answer together. */
public enum ProblemGroup {
    /** For every endpoint. */
    ANY(
            ProblemCode.INVALID_TEXT,
            ProblemCode.INVALID_PARAMETER,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.URI_TOO_LONG,
            ProblemCode.HEADERS_TOO_LARGE,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.OVERLOADED,
            ProblemCode.UNAVAILABLE),

    /** For endpoints that read a key where one is sent. */
    KEY(ProblemCode.INVALID_API_KEY, ProblemCode.REVOKED_API_KEY, ProblemCode.EXPIRED_API_KEY),

    /** For endpoints that require a key with a role. */
    ROLE(
            ProblemCode.AUTHENTICATION_REQUIRED,
            ProblemCode.FORBIDDEN,
            ProblemCode.INVALID_API_KEY,
            ProblemCode.REVOKED_API_KEY,
            ProblemCode.EXPIRED_API_KEY),

    /** For endpoints that are open to all and do more with a key of the right role. */
    STAFF(ProblemCode.AUTHENTICATION_REQUIRED, ProblemCode.FORBIDDEN),

    /** For endpoints that take JSON. */
    JSON(ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_FIELD, ProblemCode.UNSUPPORTED_MEDIA_TYPE),

    /** For endpoints that take an amount of money. */
    AMOUNT(ProblemCode.INVALID_AMOUNT, ProblemCode.WRONG_CURRENCY),

    /** For endpoints that sell. */
    PAYMENT(
            ProblemCode.PAYMENT_REQUIRED,
            ProblemCode.INSUFFICIENT_CREDIT,
            ProblemCode.PRICE_ABOVE_LIMIT,
            ProblemCode.DAILY_LIMIT_REACHED,
            ProblemCode.AUTO_PURCHASE_OFF),

    /** For endpoints that take a card. */
    CARD(
            ProblemCode.EXPIRED_CARD,
            ProblemCode.CARD_DECLINED,
            ProblemCode.INSUFFICIENT_FUNDS,
            ProblemCode.INCORRECT_CVC,
            ProblemCode.PROCESSING_ERROR,
            ProblemCode.INVALID_NUMBER),

    /** For endpoints that call a payment processor. */
    PROCESSOR(ProblemCode.TOP_UPS_OFF, ProblemCode.PROCESSOR_UNAVAILABLE),

    /** For endpoints that answer in pages. */
    PAGES(ProblemCode.INVALID_CURSOR);

    private final List<ProblemCode> codes;

    ProblemGroup(ProblemCode... codes) {
        this.codes = List.of(codes);
    }

    List<ProblemCode> codes() {
        return codes;
    }
}
