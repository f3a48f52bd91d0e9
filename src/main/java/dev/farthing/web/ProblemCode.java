package dev.farthing.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * Every problem, with its texts in problem-codes.properties.
 *
 * <p>A released code keeps its meaning: programs match on it. The page at {@code /errors} and the OpenAPI document are
 * generated from this enum, so neither can drift from the answers.
 */
public enum ProblemCode {
    MALFORMED_REQUEST(400),
    MALFORMED_JSON(400),
    INVALID_FIELD(400),
    INVALID_PARAMETER(400),
    INVALID_AMOUNT(400),
    WRONG_CURRENCY(400),
    INVALID_CURSOR(400),
    INVALID_FRONT_MATTER(400),
    INVALID_TEXT(400),
    INVALID_EXPORT(400),
    IDEMPOTENCY_KEY_REQUIRED(400),
    INVALID_LINK(400),
    INVALID_RETURN_TO(400),
    INVALID_VOUCHER(400),
    INVALID_SIGNATURE(400),
    AUTHENTICATION_REQUIRED(401),
    INVALID_API_KEY(401),
    REVOKED_API_KEY(401),
    EXPIRED_API_KEY(401),
    PAYMENT_REQUIRED(402),
    INSUFFICIENT_CREDIT(402),
    PRICE_ABOVE_LIMIT(402),
    DAILY_LIMIT_REACHED(402),
    AUTO_PURCHASE_OFF(402),
    PURCHASE_NEEDED(402),
    EXPIRED_CARD(402),
    CARD_DECLINED(402),
    INSUFFICIENT_FUNDS(402),
    INCORRECT_CVC(402),
    PROCESSING_ERROR(402),
    INVALID_NUMBER(402),
    CLIENT_SUSPENDED(403),
    FORBIDDEN(403),
    FOREIGN_ORIGIN(403),
    NOT_FOUND(404),
    ARTICLE_NOT_FOUND(404),
    CLIENT_NOT_FOUND(404),
    KEY_NOT_FOUND(404),
    PURCHASE_NOT_FOUND(404),
    TOP_UP_NOT_FOUND(404),
    TOP_UPS_OFF(404),
    VOUCHER_NOT_FOUND(404),
    VOUCHER_BATCH_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    BODY_TIMEOUT(408),
    ALREADY_REFUNDED(409),
    NOT_REFUNDABLE(409),
    BALANCE_TOO_LOW(409),
    TOO_MANY_EXPIRIES(409),
    TOP_UP_OVER(409),
    TOP_UP_NOT_REFUNDABLE(409),
    REFUND_TOO_LARGE(409),
    REFERENCE_REUSED(409),
    VOUCHER_REDEEMED(409),
    VOUCHER_EXPIRED(409),
    VOUCHER_REVOKED(409),
    LAST_KEY(409),
    SLUG_TAKEN(409),
    NOT_OF_THIS_IMPORT(409),
    LINK_EXPIRED(410),
    PRECONDITION_FAILED(412),
    BODY_TOO_LARGE(413),
    URI_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    EVENT_REFUSED(422),
    TOO_MANY_GUESSES(429),
    TOO_MANY_REGISTRATIONS(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL_ERROR(500),
    OVERLOADED(503),
    PROCESSOR_UNAVAILABLE(503),
    UNAVAILABLE(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    /** 400 to 599. */
    public int status() {
        return status;
    }

    public String meaning() {
        return Texts.of(code() + ".meaning");
    }

    public String remedy() {
        return Texts.of(code() + ".remedy");
    }

    /** On the wire, {@code insufficient_credit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** On the catalogue page, {@code insufficient-credit}. */
    public String anchor() {
        return code().replace('_', '-');
    }

    private static final class Texts {
        private static final Properties ALL = new Properties();

        static {
            try (InputStream file = ProblemCode.class.getResourceAsStream("problem-codes.properties")) {
                ALL.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static String of(String key) {
            return Objects.requireNonNull(ALL.getProperty(key), key);
        }
    }
}
