package dev.farthing.ledger;

/** {@link #PAID} and {@link #PROMO} refuse a debit of more than that part. */
public enum CreditPart {
    PAID("0"),
    PROMO("micros"),
    PROMO_FIRST("least(held.promo_micros, micros)"),
    PAID_FIRST("greatest(0, micros - (held.balance_micros - held.promo_micros))");

    private final String sql;

    CreditPart(String sql) {
        this.sql = sql;
    }

    /** Over {@code held} (the locked account) and {@code micros}. */
    static String ofDebit(String part) {
        StringBuilder share = new StringBuilder("case " + part);
        for (CreditPart one : values()) {
            share.append(" when '").append(one).append("' then ").append(one.sql);
        }
        return share.append(" end").toString();
    }
}
