package dev.farthing.web;

import java.util.Locale;

/**
 * Every problem this service answers: its stable code, its status, and what the catalogue page says about it.
 *
 * <p>A code, once released, keeps its meaning; programs match on it. The page at {@code /errors} and the problem
 * responses in the OpenAPI document are made from this list, so neither can drift from the answers.
 */
public enum ProblemCode {
    MALFORMED_JSON(
            400,
            "The body is not the JSON that this call takes.",
            "Check the syntax near the place the message names."),
    INVALID_FIELD(
            400,
            "A field of the body is missing, unknown, of the wrong type or out of range.",
            "The member 'field' names it; correct that field and send the request again."),
    INVALID_PARAMETER(
            400,
            "A path or query parameter or a header has a value that cannot be used.",
            "The member 'field' names it; the message says what it takes."),
    INVALID_AMOUNT(
            400,
            "An amount is not a plain decimal string with at most 6 decimals, in the range the call allows.",
            "Send an object such as {\"amount\":\"0.05\",\"currency\":\"EUR\"}; the amount is a string, never a number."),
    WRONG_CURRENCY(
            400,
            "The currency is not the one this service keeps its books in.",
            "Send amounts in the currency that the message names."),
    INVALID_CURSOR(
            400,
            "The cursor did not come from this listing, or belongs to another sort order.",
            "Start again without a cursor and follow 'next' from answer to answer."),
    INVALID_FRONT_MATTER(
            400,
            "The front matter of the Markdown document cannot be read.",
            "The member 'field' names the key where it is known; the message says the line."),
    INVALID_TEXT(
            400,
            "The text is not valid UTF-8 or holds a character that cannot be stored (such as a null byte).",
            "Save the text as UTF-8 and remove control characters."),
    IDEMPOTENCY_KEY_REQUIRED(
            400,
            "This call moves money and needs an Idempotency-Key header.",
            "Make one unique key for each intended movement and send the same key with every retry of it."),
    INVALID_LINK(
            400,
            "The top-up link has been changed, cut, or was signed with a key that is no longer used.",
            "Ask for the article again: its 402 carries a new link."),
    INVALID_RETURN_TO(
            400,
            "The address to return to is not on an origin that this service sends readers back to.",
            "Use an address on this service or on an origin that the operator has named in farthing.topup.return-origins."),
    INVALID_VOUCHER(
            400,
            "The voucher code is not of the right form or its checksum is wrong: a character was lost or changed.",
            "Type the code again, 25 letters and digits; O and 0, I, L and 1 are taken for each other."),
    INVALID_SIGNATURE(
            400,
            "The event is not signed with a secret of this service, or was signed too long ago.",
            "For the operator: compare the webhook's signing secret with the configuration, and the clocks."),
    AUTHENTICATION_REQUIRED(
            401,
            "This call needs an API key and none was sent.",
            "Send 'Authorization: Bearer <api key>'. POST /v1/clients gives a key where registration is open."),
    INVALID_API_KEY(
            401,
            "The API key is not one of ours: wrong form, wrong checksum, or unknown.",
            "Copy the key again, whole; if it is lost, make a new one with another key of the same client."),
    REVOKED_API_KEY(401, "The API key has been revoked.", "Use another key of the same client."),
    EXPIRED_API_KEY(401, "The API key's time is over.", "Use another key of the same client."),
    PAYMENT_REQUIRED(
            402,
            "The article has a price and the request names no client who could pay it.",
            "Get a key and credit, then send the request again with 'Authorization: Bearer <api key>'."),
    INSUFFICIENT_CREDIT(
            402,
            "The client's credit does not cover the article's price.",
            "Open 'topUpUrl' (or the Link with rel=\"payment\"), add credit, and send the same request again."),
    PRICE_ABOVE_LIMIT(
            402,
            "The article costs more than the client allows for one item.",
            "Raise 'maxPrice' with PATCH /v1/me, or leave the article."),
    DAILY_LIMIT_REACHED(
            402,
            "The purchase would pass the client's limit for one day (UTC).",
            "Raise 'dailyLimit' with PATCH /v1/me, or come back tomorrow."),
    AUTO_PURCHASE_OFF(
            402,
            "The client has switched off buying by reading.",
            "Buy the article with POST /v1/me/purchases, or switch 'autoPurchase' on with PATCH /v1/me."),
    PURCHASE_NEEDED(
            402,
            "A HEAD request asked for an article that the client does not own; HEAD never buys.",
            "Send GET to buy and read the article."),
    EXPIRED_CARD(402, "The card's time is over.", "Use another card, or correct the card's expiry."),
    CARD_DECLINED(402, "The card's bank declined the payment.", "Use another card, or ask the card's bank."),
    INSUFFICIENT_FUNDS(402, "The card does not cover the amount.", "Use another card, or a smaller amount."),
    INCORRECT_CVC(402, "The card's security code is wrong.", "Correct the code of 3 or 4 digits on the card."),
    PROCESSING_ERROR(
            402, "The card could not be processed just now. Nothing was charged.", "Try again, or use another card."),
    INVALID_NUMBER(402, "The card number is wrong: a digit was lost or changed.", "Correct the number."),
    CLIENT_SUSPENDED(
            403,
            "The client may neither buy nor add credit: an admin, or a payment that was taken back, has stopped it.",
            "Ask the publisher of this site to lift it. What the client owns it can still read."),
    FORBIDDEN(403, "The key is good, but its role may not do this.", "Use a key with the role the message names."),
    NOT_FOUND(404, "There is nothing at this address.", "Check the path against the OpenAPI document."),
    ARTICLE_NOT_FOUND(
            404, "No published article has this slug.", "List the articles with GET /v1/articles and follow a slug."),
    CLIENT_NOT_FOUND(404, "No client has this id.", "Check the id; only an admin sees other clients."),
    KEY_NOT_FOUND(404, "The client has no API key with this id.", "List the keys with GET /v1/me/keys."),
    PURCHASE_NOT_FOUND(
            404, "The client has no purchase of this article.", "List the client's purchases and check the slug."),
    TOP_UP_NOT_FOUND(
            404, "The client has no top-up with this id.", "List the client's top-ups with GET /v1/me/top-ups."),
    TOP_UPS_OFF(
            404,
            "Credit cannot be paid for here: no payment processor is configured.",
            "Ask the publisher of this site for credit."),
    VOUCHER_NOT_FOUND(404, "There is no such voucher.", "Check the code, character by character."),
    VOUCHER_BATCH_NOT_FOUND(
            404, "There is no batch of vouchers with this id.", "List them with GET /v1/voucher-batches."),
    METHOD_NOT_ALLOWED(
            405, "This address does not take this method.", "The OpenAPI document lists the methods it takes."),
    NOT_ACCEPTABLE(
            406,
            "None of the media types the request accepts can be made here.",
            "Articles come as application/json, text/markdown and text/html."),
    ALREADY_REFUNDED(
            409, "The purchase has been refunded before.", "Nothing needs to be done; a purchase is refunded once."),
    NOT_REFUNDABLE(
            409, "There is no live purchase to refund: its time is over.", "Grant credit instead, if it is owed."),
    BALANCE_TOO_LOW(
            409,
            "The balance would leave its range: the client holds less than should be taken back, or would hold too much.",
            "Take back at most the balance; a balance is never negative, nor above 10^12."),
    TOO_MANY_EXPIRIES(
            409,
            "The client would hold promotional credit with more than 100 different ends.",
            "Give credit that never ends, or one that ends with what the client already has."),
    TOP_UP_OVER(
            409,
            "The top-up has been paid, has failed or has run out; it cannot be paid (again).",
            "Read the article: if the credit is there it opens, otherwise its 402 carries a new link."),
    TOP_UP_NOT_REFUNDABLE(
            409, "The top-up has not been paid, so there is nothing to pay back.", "Look at its status first."),
    REFUND_TOO_LARGE(
            409,
            "The refund is more than what is unspent of the top-up.",
            "Refund at most what the message names; promotional credit is not paid out."),
    REFERENCE_REUSED(
            409,
            "The reference was used before with another body.",
            "Take a new reference for a new payment; repeat the first body to see its answer again."),
    VOUCHER_REDEEMED(
            409, "The voucher has been redeemed before, by somebody else.", "A voucher is good once; use another."),
    VOUCHER_EXPIRED(409, "The voucher's time is over.", "Ask who gave it to you for another."),
    VOUCHER_REVOKED(409, "The voucher has been withdrawn.", "Ask who gave it to you for another."),
    LAST_KEY(
            409,
            "This is the client's last usable key; revoking it would lock the client out.",
            "Make another key first, then revoke this one."),
    LINK_EXPIRED(410, "The top-up link's time is over.", "Ask for the article again: its 402 carries a new link."),
    PRECONDITION_FAILED(
            412,
            "The article has changed since the version named by If-Match, or exists although If-None-Match: * was sent.",
            "Read it again, apply the change to the new version, and send its ETag."),
    BODY_TOO_LARGE(413, "The body is larger than this service takes.", "Send less; the operator sets the limit."),
    URI_TOO_LONG(414, "The address of the request is longer than this service takes.", "Shorten the query."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The body's Content-Type is not one this call takes.", "Send a type that the message names."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used before with another body.",
            "Make a new key for a new movement; repeat the first body to see its answer again."),
    EVENT_REFUSED(
            422,
            "The event does not fit the top-up it names: another account, currency, amount or payment. Nothing was credited.",
            "For the operator: compare the payment at the processor with the top-up; the log names both."),
    TOO_MANY_GUESSES(
            429,
            "Too many wrong voucher codes were sent for this client.",
            "Wait for the seconds in Retry-After and type the code with care."),
    HEADERS_TOO_LARGE(431, "The request's headers are larger than this service takes.", "Send fewer or shorter ones."),
    INTERNAL_ERROR(
            500,
            "Something failed here. A charge made for an undelivered article is refunded.",
            "Try again; if it stays, tell the operator the time of the request."),
    PROCESSOR_UNAVAILABLE(
            503,
            "The payment processor cannot be reached just now. Nothing was charged.",
            "Try again after the seconds in Retry-After, with the same Idempotency-Key. Articles can be read meanwhile."),
    UNAVAILABLE(
            503,
            "The database cannot be reached just now. Nothing was lost.",
            "Try again after the seconds in Retry-After; a repeated read is never charged twice.");

    private final int status;
    private final String meaning;
    private final String remedy;

    ProblemCode(int status, String meaning, String remedy) {
        this.status = status;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The HTTP status that goes with the code, 400 to 599. */
    public int status() {
        return status;
    }

    /** What happened, one sentence for the catalogue. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do about it, for the catalogue. */
    public String remedy() {
        return remedy;
    }

    /** The code on the wire, {@code insufficient_credit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The anchor on the catalogue page, {@code insufficient-credit}. */
    public String anchor() {
        return code().replace('_', '-');
    }
}
