package dev.farthing.ledger;

/** The part of a client's credit that a movement changes. */
public enum CreditPart {
    /** Paid credit only; a debit of more is refused. */
    PAID("0"),
    /** Promotional credit only; a debit of more is refused. */
    PROMO("micros"),
    /** Promotional credit first, then paid. */
    PROMO_FIRST("least(held.promo_micros, micros)"),
    /** Paid credit first, then promotional. */
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
