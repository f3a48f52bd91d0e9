-- Why: credit is paid for. A top-up is an intent; only the processor's word turns it into an entry, once for each payment.

create table top_up (
  client_id                uuid        not null constraint top_up_of_client references client,
  id                       uuid        not null,
  status                   text        not null constraint top_up_status_is_known
                                       check (status in ('PENDING', 'SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED', 'FAILED', 'EXPIRED')),
  amount_micros            bigint      not null constraint top_up_is_positive check (amount_micros > 0),
  bonus_micros             bigint      not null constraint bonus_never_negative check (bonus_micros >= 0),
  processor                text        not null,
  session                  text,
  payment                  text,
  checkout_url             text,
  reference                text        not null,
  request_hash             bytea,
  article                  text,
  return_to                text,
  failure                  text,
  card                     text,
  card_fingerprint         text,
  reported_refunded_micros bigint      not null default 0,
  reported_disputed_micros bigint      not null default 0,
  refunded_micros          bigint      not null default 0,
  refunding_micros         bigint      not null default 0,
  charged_back_micros      bigint      not null default 0,
  bonus_revoked_micros     bigint      not null default 0,
  bonus_expires_at         timestamptz,
  entry_sequence           bigint,
  created_at               timestamptz not null,
  expires_at               timestamptz not null,
  settled_at               timestamptz,
  next_check_at            timestamptz not null,
  checks                   int         not null default 0,
  primary key (client_id, id),
  constraint top_up_once_per_reference unique (client_id, reference),
  constraint paid_top_up_has_its_entry check (
    (status in ('SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED')) = (entry_sequence is not null)),
  constraint taken_back_within_top_up check (
    refunded_micros >= 0 and refunding_micros >= 0 and charged_back_micros >= 0
    and refunded_micros + refunding_micros + charged_back_micros <= amount_micros
    and bonus_revoked_micros between 0 and bonus_micros),
  constraint top_up_of_entry foreign key (client_id, entry_sequence) references ledger_entry
);
comment on table top_up is 'An intent to add credit and what became of it. Its status follows the processor and never goes back.';
comment on column top_up.session is 'What the processor calls the checkout; null until it has answered.';
comment on column top_up.payment is 'What the processor calls the payment: the entry that credits it carries this name, once.';
comment on column top_up.reference is 'What makes the request repeatable: key:<Idempotency-Key>, link:<signature> or transfer:<reference>.';
comment on column top_up.request_hash is 'Keyed hash of a transfer''s body, to know the same from another; the body itself holds a card and is not kept.';
comment on column top_up.card is 'Brand and last four digits.';
comment on column top_up.card_fingerprint is 'Keyed hash of the card number, to know a card again.';
comment on column top_up.reported_refunded_micros is 'What the processor says it has paid back in all; refunded_micros is what the books have of it.';
comment on column top_up.refunding_micros is 'Taken from the credit and on its way back, but not yet confirmed by the processor.';
comment on column top_up.bonus_expires_at is 'When the bonus ends: what is taken back of it is taken from what ends then.';
comment on column top_up.next_check_at is 'When to ask the processor again, if it has not said by then; also the lease of the instance that asks.';
create index top_up_by_id on top_up (id);
create index top_up_due on top_up (next_check_at) where status = 'PENDING';

create table top_up_refund (
  client_id     uuid        not null,
  id            uuid        not null,
  top_up_id     uuid        not null,
  status        text        not null constraint refund_status_is_known check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  amount_micros bigint      not null constraint refund_is_positive check (amount_micros > 0),
  bonus_micros  bigint      not null,
  reference     text        not null,
  reason        text,
  created_at    timestamptz not null,
  settled_at    timestamptz,
  next_check_at timestamptz not null,
  checks        int         not null default 0,
  primary key (client_id, id),
  constraint refund_once_per_reference unique (client_id, reference),
  constraint refund_of_top_up foreign key (client_id, top_up_id) references top_up
);
comment on table top_up_refund is 'A payment back that an admin asked for: taken from the credit first, then sent to the processor until it answers.';
create index top_up_refund_due on top_up_refund (next_check_at) where status = 'PENDING';
create index top_up_refund_of on top_up_refund (client_id, top_up_id);

create table processor_event (
  client_id   uuid        not null,
  processor   text        not null,
  event_id    text        not null,
  top_up_id   uuid        not null,
  type        text        not null,
  received_at timestamptz not null,
  constraint event_counts_once primary key (client_id, processor, event_id),
  constraint event_of_top_up foreign key (client_id, top_up_id) references top_up
);
comment on table processor_event is 'What a processor has told us, recorded in the transaction that acts on it. Append-only.';

create table sandbox_payment (
  id              text        primary key,
  client_id       uuid        not null,
  top_up_id       uuid        not null,
  amount_micros   bigint      not null,
  state           text        not null constraint sandbox_state_is_known check (state in ('OPEN', 'PENDING', 'PAID', 'FAILED')),
  return_to       text        not null,
  card            text,
  card_fingerprint text,
  decline         text,
  settles_at      timestamptz,
  refunded_micros bigint      not null default 0,
  disputed_micros bigint      not null default 0,
  expires_at      timestamptz not null
);
comment on table sandbox_payment is 'What the sandbox processor keeps in place of a real one. Empty in production.';

create table sandbox_refund (
  id            uuid   primary key,
  payment       text   not null references sandbox_payment,
  amount_micros bigint not null
);

grant select, insert, update on top_up, top_up_refund, sandbox_payment to ${appRole};
grant select, insert on processor_event, sandbox_refund to ${appRole};
