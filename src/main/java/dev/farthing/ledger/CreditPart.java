package dev.farthing.ledger;

/** Which part of a client's credit a movement touches. */
public enum CreditPart {
    /** Paid credit only; a debit is refused where that does not reach. */
    PAID("0"),
    /** Promotional credit only; a debit is refused where that does not reach. */
    PROMO("micros"),
    /** Promotional credit as far as it reaches, then paid. */
    PROMO_FIRST("least(held.promo_micros, micros)"),
    /** Paid credit as far as it reaches, then promotional. */
    PAID_FIRST("greatest(0, micros - (held.balance_micros - held.promo_micros))");

    private final String sql;

    CreditPart(String sql) {
        this.sql = sql;
    }

    /** The promotional share of a debit, over {@code held} (the locked account) and {@code micros}. */
    static String ofDebit(String part) {
        StringBuilder share = new StringBuilder("case " + part);
        for (CreditPart one : values()) {
            share.append(" when '").append(one).append("' then ").append(one.sql);
        }
        return share.append(" end").toString();
    }
}
