package dev.farthing.ledger;

/**
 * Promotional credit as the account's row keeps it: two arrays, what is left of each lot and when it expires, soonest
 * first. These are the SQL fragments that every statement shares which changes them.
 *
 * <p>They stand in the account's row, not in a table of their own, because a statement that waited for the row sees only
 * that row as it is now: lots elsewhere could be spent twice.
 */
final class PromoLots {
    /** Which lots are taken from first. */
    enum Order {
        SOONEST_FIRST("n asc"),
        /** The lot that ends at {@code movement.until} first, then from the latest on. */
        NAMED_THEN_LATEST("until = coalesce(movement.until, 'infinity') desc, n desc");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** As many as {@code promo_lots_bounded} allows. */
    private static final int MOST = 100;

    private PromoLots() {}

    /**
     * Sets the lots of {@code acc} to its own and one more; lots that expire together are one.
     *
     * @param micros of the lot, an SQL expression; a lot of nothing is none
     * @param until when it expires; null is never
     */
    static String with(String micros, String until) {
        return with(micros, until, "lot.until");
    }

    /**
     * As {@link #with(String, String)}, for credit that must not be refused: where there is no room for one more lot, the two
     * that end first become one, and the client has the gain of it.
     */
    static String squeezedWith(String micros, String until) {
        String end = "coalesce(" + until + ", 'infinity')";
        return with(
                micros,
                until,
                "case when cardinality(acc.promo_until) < %d then lot.until else greatest(lot.until, acc.promo_until[1], least(acc.promo_until[2], %s)) end"
                        .formatted(MOST, end));
    }

    private static String with(String micros, String until, String end) {
        return """
                (promo_left, promo_until) = (
                  select coalesce(array_agg(micros order by until), '{}'), coalesce(array_agg(until order by until), '{}')
                  from (select sum(lot.micros)::bigint as micros, ends.until
                        from unnest(acc.promo_left || %1$s::bigint, acc.promo_until || coalesce(%2$s, 'infinity'::timestamptz))
                          as lot (micros, until)
                        cross join lateral (select %3$s as until) ends
                        where lot.micros > 0 group by ends.until) merged)""".formatted(micros, until, end);
    }

    /** Sets the lots of {@code acc} to what is left when {@code micros}, an SQL expression, is taken from them. */
    static String less(String micros, Order order) {
        return """
                (promo_left, promo_until) = (
                  select coalesce(array_agg(micros - taken order by n) filter (where micros > taken), '{}'),
                         coalesce(array_agg(until order by n) filter (where micros > taken), '{}')
                  from (select micros, until, n,
                               greatest(0, least(micros, %s - (sum(micros) over (order by %s) - micros)))::bigint as taken
                        from unnest(acc.promo_left, acc.promo_until) with ordinality as lot (micros, until, n)) spent)""".formatted(micros, order.sql);
    }

    /** The latest expiry among the lots of {@code held} that {@code micros} are taken from; null for never, or for none. */
    static String latestExpiryOf(String micros) {
        return """
                (select nullif(until, 'infinity')
                 from (select until, n, sum(micros) over (order by n) - micros as before
                       from unnest(held.promo_left, held.promo_until) with ordinality as lot (micros, until, n)) lots
                 where before < %s order by n desc limit 1)""".formatted(micros);
    }
}
