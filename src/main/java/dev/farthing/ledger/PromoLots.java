package dev.farthing.ledger;

/**
 * SQL over the promotional credit in an account's row, soonest expiry first.
 *
 * <p>A statement that waited for the row's lock sees only this row as it is now: lots elsewhere could be spent twice.
 */
final class PromoLots {
    enum Order {
        SOONEST_FIRST("n asc"),
        /** The named lot first, then the latest. */
        NAMED_THEN_LATEST("until = coalesce(movement.until, 'infinity') desc, n desc");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** The limit of {@code promo_lots_bounded}. */
    private static final int MOST = 100;

    private PromoLots() {}

    /**
     * Merges lots with the same expiry.
     *
     * @param micros an SQL expression; zero adds none
     * @param until null is never
     */
    static String with(String micros, String until) {
        return with(micros, until, "lot.until");
    }

    /** Never refused: without room, the two lots that expire first merge under the later expiry, to the client's advantage. */
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

    /** {@code micros} is an SQL expression. */
    static String less(String micros, Order order) {
        return """
                (promo_left, promo_until) = (
                  select coalesce(array_agg(micros - taken order by n) filter (where micros > taken), '{}'),
                         coalesce(array_agg(until order by n) filter (where micros > taken), '{}')
                  from (select micros, until, n,
                               greatest(0, least(micros, %s - (sum(micros) over (order by %s) - micros)))::bigint as taken
                        from unnest(acc.promo_left, acc.promo_until) with ordinality as lot (micros, until, n)) spent)""".formatted(micros, order.sql);
    }

    /** Null for never, or for none. */
    static String latestExpiryOf(String micros) {
        return """
                (select nullif(until, 'infinity')
                 from (select until, n, sum(micros) over (order by n) - micros as before
                       from unnest(held.promo_left, held.promo_until) with ordinality as lot (micros, until, n)) lots
                 where before < %s order by n desc limit 1)""".formatted(micros);
    }
}
