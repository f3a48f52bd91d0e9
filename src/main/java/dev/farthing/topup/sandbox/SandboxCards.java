package dev.farthing.topup.sandbox;

import dev.farthing.web.ProblemCode;
import java.time.YearMonth;
import java.util.Map;

/** Test numbers decline or pay later; all other valid ones pay. */
final class SandboxCards {
    private static final Map<String, ProblemCode> DECLINED = Map.of(
            "4000000000000069", ProblemCode.EXPIRED_CARD,
            "4000000000000002", ProblemCode.CARD_DECLINED,
            "4000000000009995", ProblemCode.INSUFFICIENT_FUNDS,
            "4000000000000127", ProblemCode.INCORRECT_CVC,
            "4000000000000119", ProblemCode.PROCESSING_ERROR);

    private static final String PAYS_LATER = "4000000000000077";

    private SandboxCards() {}

    /** Null for a card that pays. */
    static ProblemCode declineOf(Card card, YearMonth thisMonth) {
        if (!card.hasValidNumber()) {
            return ProblemCode.INVALID_NUMBER;
        } else if (DECLINED.containsKey(card.number())) {
            return DECLINED.get(card.number());
        } else if (card.isExpired(thisMonth)) {
            return ProblemCode.EXPIRED_CARD;
        }
        return card.hasCvc() ? null : ProblemCode.INCORRECT_CVC;
    }

    static boolean paysLater(Card card) {
        return card.number().equals(PAYS_LATER);
    }

    static String message(ProblemCode decline) {
        return switch (decline) {
            case EXPIRED_CARD -> "The card has expired.";
            case CARD_DECLINED -> "The card was declined.";
            case INSUFFICIENT_FUNDS -> "The card has insufficient funds.";
            case INCORRECT_CVC -> "The card's security code is incorrect.";
            case PROCESSING_ERROR -> "The card could not be processed; try again.";
            case INVALID_NUMBER -> "The card number is invalid.";
            default -> throw new IllegalArgumentException("not a decline: " + decline);
        };
    }
}
