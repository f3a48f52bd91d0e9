package dev.farthing.ledger;

/**
 * On what terms a client may read an article, as one SQL expression: the single place where free, owned, guarded and
 * affordable are told apart.
 *
 * <p>The gate evaluates it without a lock to answer what needs no money; {@link Charging} evaluates it again on the
 * locked account, and only that decides.
 */
public enum Terms {
    /** The client has a live purchase. */
    OWNED,
    /** The price is zero. */
    FREE,
    /** There is a price and nobody to pay it. */
    ANONYMOUS,
    AUTO_PURCHASE_OFF,
    PRICE_ABOVE_LIMIT,
    DAILY_LIMIT_REACHED,
    INSUFFICIENT,
    /** Nothing stands against the purchase. */
    CHARGE;

    /** Whether a row of {@code purchase p} (absent in an outer join: all null) is a live purchase. */
    public static final String LIVE =
            "(p.refunded_at is null and (p.expires_at is null or p.expires_at > clock_timestamp()))";

    /** The UTC day that daily limits count by. */
    static final String TODAY = "(clock_timestamp() at time zone 'UTC')::date";

    /**
     * Over {@code article a} and, where known, {@code client c}, {@code acc} (the account's balance_micros, spent_on,
     * spent_micros) and {@code purchase p}; absent ones are null by outer join.
     *
     * @param explicit SQL for whether the client asks to buy, not just to read
     */
    public static String decision(String explicit) {
        return """
                case
                  when p.client_id is not null and %s then 'OWNED'
                  when a.price_micros = 0 then 'FREE'
                  when c.id is null then 'ANONYMOUS'
                  when not c.auto_purchase and not %s then 'AUTO_PURCHASE_OFF'
                  when a.price_micros > c.max_price_micros then 'PRICE_ABOVE_LIMIT'
                  when a.price_micros + case when acc.spent_on = %s then acc.spent_micros else 0 end
                       > c.daily_limit_micros then 'DAILY_LIMIT_REACHED'
                  when coalesce(acc.balance_micros, 0) < a.price_micros then 'INSUFFICIENT'
                  else 'CHARGE'
                end""".formatted(LIVE, explicit, TODAY);
    }
}
