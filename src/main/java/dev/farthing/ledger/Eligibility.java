package dev.farthing.ledger;

import java.util.Locale;

/**
 * Whether a client may read an article, and why not, as one SQL expression: only here are free, owned, guarded and affordable told
 * apart.
 *
 * <p>The gate evaluates it without a lock, for answers that take no money; {@link Charges} evaluates it again on the locked
 * account, and that evaluation alone decides.
 */
public enum Eligibility {
    /** The client has a live purchase. */
    OWNED,
    /** The price is zero. */
    FREE,
    /** There is a price and no client. */
    ANONYMOUS,
    /** Suspended by an admin, or after a payment was taken back. */
    SUSPENDED,
    AUTO_PURCHASE_OFF,
    PRICE_ABOVE_LIMIT,
    DAILY_LIMIT_REACHED,
    INSUFFICIENT,
    /** The balance still includes expired promotional credit; only a charge meets this. */
    EXPIRY_DUE,
    /** Another transaction holds the account's lock; only a charge that does not wait meets this. */
    BUSY,
    /** The purchase can be made. */
    CHARGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in metrics. */
    public String label() {
        return label;
    }

    /** Whether a row of {@code purchase p} (absent in an outer join: all null) is a live purchase. */
    public static final String LIVE =
            "(p.refunded_at is null and (p.expires_at is null or p.expires_at > clock_timestamp()))";

    /** The UTC day that daily limits count by. */
    static final String TODAY = "(clock_timestamp() at time zone 'UTC')::date";

    /** The credit in {@code acc} that can be spent now, without expired credit that is not yet booked out. */
    public static final String USABLE = """
            (acc.balance_micros - case when acc.promo_until[1] <= clock_timestamp() then (
              select sum(micros) from unnest(acc.promo_left, acc.promo_until) as lot (micros, until)
              where until <= clock_timestamp())::bigint else 0 end)""";

    /**
     * Over {@code article a} and, where known, {@code client c}, {@code acc} (the account's balance_micros, spent_on,
     * spent_micros, promo_left, promo_until, suspended) and {@code purchase p}; absent ones are null by outer join.
     *
     * @param explicit SQL for whether the client asks to buy, not just to read
     */
    public static String decision(String explicit) {
        return """
                case
                  when p.client_id is not null and %s then 'OWNED'
                  when a.price_micros = 0 then 'FREE'
                  when c.id is null then 'ANONYMOUS'
                  when c.suspended_at is not null or acc.suspended then 'SUSPENDED'
                  when not c.auto_purchase and not %s then 'AUTO_PURCHASE_OFF'
                  when a.price_micros > c.max_price_micros then 'PRICE_ABOVE_LIMIT'
                  when a.price_micros + case when acc.spent_on = %s then acc.spent_micros else 0 end
                       > c.daily_limit_micros then 'DAILY_LIMIT_REACHED'
                  when coalesce(%s, 0) < a.price_micros then 'INSUFFICIENT'
                  else 'CHARGE'
                end""".formatted(LIVE, explicit, TODAY, USABLE);
    }
}
