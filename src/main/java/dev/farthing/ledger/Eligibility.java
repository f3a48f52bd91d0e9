package dev.farthing.ledger;

import java.time.ZoneId;
import java.util.Locale;

/**
 * Only here are free, owned, guarded and affordable told apart. The gate evaluates it without a lock; {@link Charges} evaluates
 * it again on the locked account, and only that takes money.
 */
public enum Eligibility {
    OWNED,
    FREE,
    /** A price and no client. */
    ANONYMOUS,
    /** By an admin, or after a payment was taken back. */
    SUSPENDED,
    AUTO_PURCHASE_OFF,
    PRICE_ABOVE_LIMIT,
    DAILY_LIMIT_REACHED,
    INSUFFICIENT,
    /** Expired credit is not yet booked out; only charges meet this. */
    EXPIRY_DUE,
    /** The account is locked; only charges that do not wait meet this. */
    BUSY,
    CHARGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in metrics. */
    public String label() {
        return label;
    }

    /** Over {@code purchase p}, all null without one. */
    public static final String LIVE =
            "(p.refunded_at is null and (p.expires_at is null or p.expires_at > clock_timestamp()))";

    /**
     * Daily limits count by the day of the shop's zone.
     *
     * @param instant SQL
     * @param zone of the IANA's list; {@link BooksCheck} makes sure that PostgreSQL knows it
     */
    static String dayOf(String instant, ZoneId zone) {
        return "(%s at time zone '%s')::date".formatted(instant, zone);
    }

    static String today(ZoneId zone) {
        return dayOf("clock_timestamp()", zone);
    }

    /** Over {@code acc}, without expired credit not yet booked out. */
    public static final String USABLE = """
            (acc.balance_micros - case when acc.promo_until[1] <= clock_timestamp() then (
              select sum(micros) from unnest(acc.promo_left, acc.promo_until) as lot (micros, until)
              where until <= clock_timestamp())::bigint else 0 end)""";

    /**
     * Over {@code article a}, {@code client c}, {@code acc} (balance_micros, spent_on, spent_micros, promo_left, promo_until,
     * suspended) and {@code purchase p}; absent ones are null.
     *
     * @param explicit SQL: the client asks to buy, not just to read
     * @param zone the shop's
     */
    public static String decision(String explicit, ZoneId zone) {
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
                end""".formatted(LIVE, explicit, today(zone), USABLE);
    }
}
