package dev.farthing.ledger;

/** Each statement locks the account, changes it and appends the entry. */
final class PostingSql {
    private static final String LOT_MICROS = "excluded.promo_micros";
    private static final String LOT_UNTIL = "excluded.promo_until[1]";

    static final String ENTRY = """
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros,
                                      balance_before_micros, balance_after_micros, expires_at, corrects, reference,
                                      reason, created_at)
            """;

    private static final String CREDIT_FORM = """
            with movement as (select ?::uuid as client_id, ?::bigint as micros, ?::bigint as promo_micros,
                                     ?::timestamptz as expires_at
            ), credited as (
              insert into account as acc (client_id, balance_micros, last_sequence, promo_micros, promo_left, promo_until)
              select client_id, micros, 1, promo_micros,
                     case when promo_micros > 0 then array[promo_micros] else '{}' end,
                     case when promo_micros > 0 then array[coalesce(expires_at, 'infinity')] else '{}' end
              from movement
              on conflict (client_id) do update
                set balance_micros = acc.balance_micros + excluded.balance_micros, last_sequence = acc.last_sequence + 1,
                    promo_micros = acc.promo_micros + excluded.promo_micros,
                    %1$s
              returning acc.client_id, acc.balance_micros, acc.last_sequence
            )
            %2$s
            select credited.client_id, last_sequence, ?, ?, ?, 'CLIENT', micros, promo_micros,
                   balance_micros - micros, balance_micros, expires_at, ?, ?, ?, clock_timestamp()
            from credited, movement
            returning %3$s
            """;

    static final String CREDIT =
            CREDIT_FORM.formatted(PromoLots.with("acc", LOT_MICROS, LOT_UNTIL), ENTRY, PostedEntry.COLUMNS);

    static final String CREDIT_TO_FULL_LOTS =
            CREDIT_FORM.formatted(PromoLots.squeezedWith("acc", LOT_MICROS, LOT_UNTIL), ENTRY, PostedEntry.COLUMNS);

    private static final String DEBIT = """
            with held as (
              select client_id, balance_micros, last_sequence, promo_micros, promo_left, promo_until
              from account where client_id = ? for update
            ), movement as (
              select asked.micros, asked.until, %1$s as promo_micros
              from held, (select ?::bigint as micros, ?::text as part, ?::timestamptz as until) as asked
            ), debited as (
              update account acc
              set balance_micros = held.balance_micros - movement.micros, last_sequence = held.last_sequence + 1,
                  promo_micros = held.promo_micros - movement.promo_micros, %2$s
              from held, movement
              where acc.client_id = held.client_id and held.promo_micros >= movement.promo_micros
                and held.balance_micros - held.promo_micros >= movement.micros - movement.promo_micros
              returning acc.client_id, acc.balance_micros, acc.last_sequence, movement.micros, movement.promo_micros,
                        %5$s as expires_at
            )
            %3$s
            select client_id, last_sequence, ?, ?, 'CLIENT', ?, micros, promo_micros,
                   balance_micros + micros, balance_micros, expires_at, ?, ?, ?, clock_timestamp()
            from debited
            returning %4$s
            """;

    /** A debit takes the credit that lasts longest, as a bonus mostly does; a purchase, the soonest to end. */
    static final String TAKE_BACK = DEBIT.formatted(
            CreditPart.ofDebit("asked.part"),
            PromoLots.less("movement.promo_micros", PromoLots.Order.NAMED_THEN_LATEST),
            ENTRY,
            PostedEntry.COLUMNS,
            PromoLots.latestExpiryOf("movement.promo_micros", PromoLots.Order.NAMED_THEN_LATEST));

    static final String BY_REFERENCE =
            "select %s from ledger_entry where client_id = ? and reference = ?".formatted(PostedEntry.COLUMNS);

    private PostingSql() {}
}
