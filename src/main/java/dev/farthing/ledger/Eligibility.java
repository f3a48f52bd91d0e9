package dev.farthing.ledger;

import java.util.Locale;

/**
 * On what terms a client may read an article, as one SQL expression: the single place where free, owned, guarded and
 * affordable are told apart.
 *
 * <p>The gate evaluates it without a lock to answer what needs no money; {@link Charges} evaluates it again on the
 * locked account, and only that decides.
 */
public enum Eligibility {
    /** The client has a live purchase. */
    OWNED,
    /** The price is zero. */
    FREE,
    /** There is a price and nobody to pay it. */
    ANONYMOUS,
    /** An admin, or a payment that was taken back, has stopped the client. */
    SUSPENDED,
    AUTO_PURCHASE_OFF,
    PRICE_ABOVE_LIMIT,
    DAILY_LIMIT_REACHED,
    INSUFFICIENT,
    /** Promotional credit has run out by time and is still in the balance; only a charge can meet this. */
    EXPIRY_DUE,
    /** Somebody else holds the account just now; only a charge that does not wait can meet this. */
    BUSY,
    /** Nothing stands against the purchase. */
    CHARGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as metrics show it. */
    public String label() {
        return label;
    }

    /** Whether a row of {@code purchase p} (absent in an outer join: all null) is a live purchase. */
    public static final String LIVE =
            "(p.refunded_at is null and (p.expires_at is null or p.expires_at > clock_timestamp()))";

    /** The UTC day that daily limits count by. */
    static final String TODAY = "(clock_timestamp() at time zone 'UTC')::date";

    /** The credit in {@code acc} that can be spent now: what has expired and is not yet booked out is left aside. */
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
