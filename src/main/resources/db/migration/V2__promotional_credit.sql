-- Why: gifts, bonuses and vouchers are spent before paid credit, can expire and are never paid out, so the books tell them apart.

alter table account
  add column promo_micros bigint        not null default 0,
  add column promo_left   bigint[]      not null default '{}',
  add column promo_until  timestamptz[] not null default '{}',
  add constraint promo_within_balance check (promo_micros between 0 and balance_micros),
  add constraint promo_lots_bounded check (
    cardinality(promo_left) = cardinality(promo_until) and cardinality(promo_left) <= 100);
comment on column account.promo_micros is 'How much of the balance is promotional. Credit given before this column existed counts as paid.';
comment on column account.promo_left is 'Promotional credit by expiry, soonest first: in the row that a charge locks, so that racing charges see what is left.';
comment on column account.promo_until is 'When each of promo_left expires; infinity is never.';

alter table ledger_entry
  add column promo_micros bigint not null default 0
    constraint promo_within_amount check (promo_micros between 0 and amount_micros),
  add column expires_at timestamptz;
comment on column ledger_entry.promo_micros is 'How much of the amount was promotional credit.';
comment on column ledger_entry.expires_at is 'When promotional credit of this entry ends; of a purchase, the latest end of what it spent, which a refund restores.';
create index ledger_entry_expiring on ledger_entry (expires_at, client_id) where expires_at is not null and kind <> 'PURCHASE';

-- A purchase is refunded once; a top-up may be refunded in parts, each entry naming it.
drop index refunded_once;
create unique index refunded_once on ledger_entry (client_id, corrects) where kind = 'REFUND';

alter table account add column suspended boolean not null default false;
comment on column account.suspended is 'client.suspended_at said in the row that a charge locks, so that none slips through while it waits.';

alter table client
  add column suspended_at     timestamptz,
  add column suspended_reason text;
comment on column client.suspended_at is 'Since when the client may neither buy nor add credit; null: it may. What it owns it can read.';
