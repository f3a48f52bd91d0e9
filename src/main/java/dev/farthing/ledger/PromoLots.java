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
     * @param account the alias of its row
     * @param micros an SQL expression; zero adds none
     * @param until null is never
     */
    static String with(String account, String micros, String until) {
        return with(account, micros, until, "lot.until");
    }

    /** Never refused: without room, the two lots that expire first merge under the later expiry, to the client's advantage. */
    static String squeezedWith(String account, String micros, String until) {
        String end = "coalesce(" + until + ", 'infinity')";
        return with(
                account,
                micros,
                until,
                "case when cardinality(%3$s.promo_until) < %1$s then lot.until else greatest(lot.until, %3$s.promo_until[1], least(%3$s.promo_until[2], %2$s)) end"
                        .formatted(MOST, end, account));
    }

    private static String with(String account, String micros, String until, String end) {
        return """
                (promo_left, promo_until) = (
                  select coalesce(array_agg(micros order by until), '{}'), coalesce(array_agg(until order by until), '{}')
                  from (select sum(lot.micros)::bigint as micros, ends.until
                        from unnest(%4$s.promo_left || %1$s::bigint, %4$s.promo_until || coalesce(%2$s, 'infinity'::timestamptz))
                          as lot (micros, until)
                        cross join lateral (select %3$s as until) ends
                        where lot.micros > 0 group by ends.until) merged)""".formatted(micros, until, end, account);
    }

    /** Over {@code held}, the locked account; {@code micros} is an SQL expression. */
    static String less(String micros, Order order) {
        return """
                (promo_left, promo_until) = (
                  select coalesce(array_agg(micros - taken order by n) filter (where micros > taken), '{}'),
                         coalesce(array_agg(until order by n) filter (where micros > taken), '{}')
                  from (select micros, until, n,
                               greatest(0, least(micros, %s - (sum(micros) over (order by %s) - micros)))::bigint as taken
                        from unnest(held.promo_left, held.promo_until) with ordinality as lot (micros, until, n)) spent)""".formatted(micros, order.sql);
    }

    /** Of what {@link #less} takes in that order. Null for never, or for none. */
    static String latestExpiryOf(String micros, Order order) {
        return """
                (select nullif(until, 'infinity')
                 from (select until, n, sum(micros) over (order by %s) - micros as before
                       from unnest(held.promo_left, held.promo_until) with ordinality as lot (micros, until, n)) lots
                 where before < %s order by n desc limit 1)""".formatted(order.sql, micros);
    }
}
