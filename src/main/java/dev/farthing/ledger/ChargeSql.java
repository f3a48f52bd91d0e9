package dev.farthing.ledger;

import java.time.ZoneId;

/**
 * Many charges in one statement. Accounts are locked in the order of client ids, so that waiting batches cannot deadlock.
 *
 * <p>The decision is a fold: a turn starts from the balance that the client's earlier turns left; the same turn of all clients
 * is decided together.
 *
 * <p>A claim writes nothing if it meets a live purchase of a batch it waited for, which its older snapshot does not show. Later
 * turns were then decided on a wrong balance, so {@code whole} divides by zero and the batch runs again.
 *
 * <p>A day's spending stops growing short of what a bigint holds, far above every daily limit, so that no sum overflows.
 *
 * <p>The subquery hides the arrays' lengths, so that the planner keeps the generic plan: planning a batch costs as much as a
 * dozen charges.
 */
final class ChargeSql {
    /** Division by zero, raised by {@code whole}. */
    static final String NOT_WHOLE = "22012";

    private static final String FORM = """
            with recursive given as materialized (
              select ?::uuid[] as clients, ?::uuid[] as articles, ?::uuid[] as entries, ?::boolean[] as buys
            ), held as materialized (
              select client_id, balance_micros, last_sequence, spent_on, spent_micros, promo_micros, promo_left, promo_until,
                     suspended
              from account where client_id = any ((select clients from given)::uuid[])
              order by client_id for update %6$s
            ), offered as materialized (
              select asked.n, asked.client_id, asked.article_id, asked.entry_id, asked.buy,
                     row_number() over (partition by asked.client_id order by asked.n) as turn,
                     a.price_micros, a.access_period, c.suspended_at, c.auto_purchase, c.max_price_micros,
                     c.daily_limit_micros, p.client_id as owner_id, p.entry_id as owned_by, p.price_micros as paid_micros,
                     p.expires_at, p.refunded_at
              from given
              cross join lateral unnest(given.clients, given.articles, given.entries, given.buys)
                   with ordinality as asked (client_id, article_id, entry_id, buy, n)
              join article a on a.id = asked.article_id and a.status = 'PUBLISHED' and a.published_at <= clock_timestamp()
                                and (a.expires_at is null or a.expires_at > clock_timestamp())
              join client c on c.id = asked.client_id
              left join lateral (
                select * from purchase where client_id = asked.client_id and article_id = asked.article_id limit 1) p on true
            ), turns as (
              select distinct offered.client_id, 0::bigint as turn, 0::bigint as n, null::text as terms,
                     0::bigint as price_micros, coalesce(held.balance_micros, 0) as found_micros,
                     coalesce(held.balance_micros, 0) as balance_micros,
                     case when held.spent_on = %3$s then held.spent_micros else 0 end as spent_micros, '{}'::uuid[] as bought
              from offered left join held on held.client_id = offered.client_id
              union all
              select s.client_id, o.turn, o.n, t.terms, o.price_micros, s.balance_micros,
                     case when t.terms = 'CHARGE' then s.balance_micros - o.price_micros else s.balance_micros end,
                     case when t.terms = 'CHARGE' then s.spent_micros + o.price_micros else s.spent_micros end,
                     case when t.terms = 'CHARGE' then s.bought || o.article_id else s.bought end
              from turns s
              join offered o on o.client_id = s.client_id and o.turn = s.turn + 1
              left join held on held.client_id = s.client_id
              cross join lateral (select o.price_micros) a (price_micros)
              cross join lateral (select o.client_id, o.suspended_at, o.auto_purchase, o.max_price_micros, o.daily_limit_micros)
                c (id, suspended_at, auto_purchase, max_price_micros, daily_limit_micros)
              cross join lateral (select o.owner_id, o.refunded_at, o.expires_at) p (client_id, refunded_at, expires_at)
              cross join lateral (select s.balance_micros, %3$s, s.spent_micros, held.promo_left, held.promo_until, held.suspended)
                acc (balance_micros, spent_on, spent_micros, promo_left, promo_until, suspended)
              cross join lateral (select case when held.client_id is null
                                                   and (select true from account acc where acc.client_id = o.client_id) then 'BUSY'
                                              when o.article_id = any (s.bought) then 'OWNED'
                                              when held.promo_until[1] <= clock_timestamp() then 'EXPIRY_DUE'
                                              else %1$s end) t (terms)
            ), charged as materialized (
              select o.n, o.client_id, o.article_id, o.entry_id, o.price_micros, o.access_period,
                     held.last_sequence + row_number() over client as sequence,
                     held.balance_micros - sum(o.price_micros) over client as balance_micros,
                     sum(o.price_micros) over client as so_far_micros
              from turns join offered o on o.n = turns.n join held on held.client_id = o.client_id
              where turns.terms = 'CHARGE'
              window client as (partition by o.client_id order by o.turn)
            ), claimed as (
              insert into purchase as p (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at, expires_at)
              select client_id, article_id, entry_id, sequence, price_micros, clock_timestamp(),
                     clock_timestamp() + access_period::interval
              from charged
              on conflict (client_id, article_id) do update
                set entry_id = excluded.entry_id, entry_sequence = excluded.entry_sequence,
                    price_micros = excluded.price_micros, purchased_at = excluded.purchased_at,
                    expires_at = excluded.expires_at, refunded_at = null
                where not %2$s
              returning entry_id, expires_at
            ), whole as materialized (
              select 1 / (case when (select count(*) from claimed) = (select count(*) from charged) then 1 else 0 end) as ok
            ), debited as (
              update account acc
              set balance_micros = held.balance_micros - paid.micros,
                  last_sequence = held.last_sequence + paid.entries,
                  promo_micros = held.promo_micros - least(held.promo_micros, paid.micros),
                  %4$s,
                  spent_micros = least(9000000000000000000,
                                       paid.micros + case when held.spent_on = %3$s then held.spent_micros else 0 end),
                  spent_on = %3$s
              from (select client_id, sum(price_micros)::bigint as micros, count(*) as entries
                    from charged, whole where whole.ok = 1 group by client_id) paid
              join held on held.client_id = paid.client_id
              where acc.client_id = paid.client_id
            ), booked as (
              insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                        promo_micros, balance_before_micros, balance_after_micros, expires_at, article_id,
                                        created_at)
              select c.client_id, c.sequence, c.entry_id, 'PURCHASE', 'CLIENT', 'REVENUE', c.price_micros, part.micros,
                     c.balance_micros + c.price_micros, c.balance_micros,
                     case when part.micros > 0 then %5$s end, c.article_id, clock_timestamp()
              from charged c join held on held.client_id = c.client_id
              cross join lateral (select least(held.promo_micros, c.so_far_micros)
                                         - least(held.promo_micros, c.so_far_micros - c.price_micros) as micros) part
            )
            select t.n, t.terms, t.price_micros, t.found_micros, t.balance_micros, o.owned_by, o.paid_micros,
                   o.expires_at as owned_until, claimed.expires_at
            from turns t join offered o on o.n = t.n left join claimed on claimed.entry_id = o.entry_id
            where t.turn > 0
            """;

    /** One long lock must not hold up the other clients. */
    final String atOnce;

    final String patient;

    /** @param zone whose days daily limits count by */
    ChargeSql(ZoneId zone) {
        this.atOnce = statement("skip locked", zone);
        this.patient = statement("", zone);
    }

    private static String statement(String wait, ZoneId zone) {
        return FORM.formatted(
                Eligibility.decision("o.buy", zone),
                Eligibility.LIVE,
                Eligibility.today(zone),
                PromoLots.less("least(held.promo_micros, paid.micros)", PromoLots.Order.SOONEST_FIRST),
                PromoLots.latestExpiryOf("c.so_far_micros", PromoLots.Order.SOONEST_FIRST),
                wait);
    }
}
