package dev.farthing.topup.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.topup.MinorUnits;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /merchant/transfers}; other fields are dropped.
 *
 * @param canonical the sorted body, to recognize a repeat
 */
record TransferRequest(
        String reference, String minorAmount, String currency, long amountMicros, Card card, String canonical) {
    private static final String ROOT = "payment_transfer";
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Pattern MINOR = Pattern.compile("\\d{1,15}");
    private static final String PAN = "pan:";
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** @throws Problem {@code invalid_field}, {@code invalid_amount} or {@code wrong_currency} */
    static TransferRequest read(JsonNode body, BookCurrency bookCurrency) {
        if (!(body instanceof ObjectNode) || !(body.get(ROOT) instanceof ObjectNode transfer)) {
            throw wrong("", "an object");
        }
        String reference = text(transfer, "reference");
        if (!REFERENCE.matcher(reference).matches()) {
            throw wrong("reference", "1 to 100 visible ASCII characters");
        }
        String currency = text(transfer, "currency");
        if (!currency.toUpperCase(Locale.ROOT).equals(bookCurrency.code())) {
            throw Problem.at(
                    ProblemCode.WRONG_CURRENCY, ROOT + ".currency", "The currency here is " + bookCurrency + ".");
        }
        String minor = text(transfer, "amount");
        if (!MINOR.matcher(minor).matches()) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    ROOT + ".amount",
                    "The amount is a string of digits in the currency's smallest unit, such as \"1337\" for 13.37.");
        }
        BigInteger micros = new BigInteger(minor).multiply(BigInteger.valueOf(MinorUnits.micros(bookCurrency.code())));
        return new TransferRequest(
                reference,
                minor,
                currency,
                micros.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact(),
                card(text(transfer, "sender_account_uri")),
                canonical(body));
    }

    /** {@code pan:<number>;exp=<yyyy-mm>;cvc=<digits>}, never quoted in the problem. */
    private static Card card(String uri) {
        String field = ROOT + ".sender_account_uri";
        String[] parts = uri.split(";");
        if (!parts[0].startsWith(PAN)) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD, field, field + " is 'pan:<number>;exp=<yyyy-mm>;cvc=<digits>'.");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                values.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            }
        }
        return Card.of(parts[0].substring(PAN.length()), values.get("exp"), values.get("cvc"), field);
    }

    private static String text(ObjectNode transfer, String name) {
        JsonNode value = transfer.get(name);
        if (value == null || !value.isTextual()) {
            throw wrong(name, "a text");
        }
        return StrictJson.storable(ROOT + "." + name, value.textValue());
    }

    private static Problem wrong(String name, String expected) {
        String field = name.isEmpty() ? ROOT : ROOT + "." + name;
        return Problem.at(ProblemCode.INVALID_FIELD, field, "'" + field + "' is " + expected + ".");
    }

    private static String canonical(JsonNode body) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(body, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Keeps card and body out of logs. */
    @Override
    public String toString() {
        return "TransferRequest[" + reference + "]";
    }
}
