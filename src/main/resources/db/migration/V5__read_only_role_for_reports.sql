-- Why: reports read the books by a login of their own: all that a sum or a list needs, nothing that opens a door or is for sale.

-- Made here only if the installation has not made it beforehand, as with the application's role.
do $$
begin
  if not exists (select from pg_roles where rolname = '${reportRole}') then
    execute format('create role %I nologin', '${reportRole}');
  end if;
end
$$;

-- Column by column, and without default privileges: what a later migration adds, this role does not see until that one says so.
grant usage on schema ${flyway:defaultSchema} to ${reportRole};
grant select (only_row, currency) on books to ${reportRole};
grant select (id, slug, title, summary, price_micros, access_period, tags, author, language, status, published_at, word_count,
              metadata, version, created_at, updated_at) on article to ${reportRole};
grant select (id, name, role, max_price_micros, daily_limit_micros, auto_purchase, created_at, suspended_at, suspended_reason)
  on client to ${reportRole};
grant select (client_id, id, label, created_at, expires_at, revoked_at, last_used_at) on api_key to ${reportRole};
grant select (client_id, balance_micros, last_sequence, spent_on, spent_micros, promo_micros, promo_left, promo_until, suspended)
  on account to ${reportRole};
grant select (client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros, balance_before_micros,
              balance_after_micros, article_id, corrects, reference, reason, created_at, expires_at)
  on ledger_entry to ${reportRole};
grant select (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at, expires_at, refunded_at)
  on purchase to ${reportRole};
-- Not the reference: it can be the signature of a link that pays. Nor the address of the checkout.
grant select (client_id, id, status, amount_micros, bonus_micros, processor, payment, article, failure, card,
              reported_refunded_micros, reported_disputed_micros, refunded_micros, refunding_micros, charged_back_micros,
              bonus_revoked_micros, bonus_expires_at, entry_sequence, created_at, expires_at, settled_at, next_check_at, checks)
  on top_up to ${reportRole};
grant select (client_id, id, top_up_id, status, amount_micros, bonus_micros, reason, created_at, settled_at, next_check_at, checks)
  on top_up_refund to ${reportRole};
grant select (client_id, processor, event_id, top_up_id, type, received_at) on processor_event to ${reportRole};
grant select (id, amount_micros, size, label, promotional, expires_at, credit_expires_at, created_at, revoked_at)
  on voucher_batch to ${reportRole};
grant select (batch, number, redeemed_by, redeemed_at, revoked_at) on voucher to ${reportRole};
