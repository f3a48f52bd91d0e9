-- Why: the tables of the first release, room by room. Each money rule of the ledger's package-info is a constraint here, of the same name.

-- --- Roles -----------------------------------------------------------------------------------------------------------
-- The application and the reports log in as members of these two. The last part of this file says what each may do.
-- An installation may create them beforehand; only where one is missing does the owner need the right to create roles.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['${appRole}', '${reportRole}'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
end
$$;

-- --- article ---------------------------------------------------------------------------------------------------------
create table article (
  id            uuid        primary key,
  slug          text        not null constraint slug_is_unique unique,
  title         text        not null,
  summary       text        not null,
  lead          text        not null,
  body          text        not null,
  body_html     text        not null,
  html_version  int         not null,
  preview_words int         constraint preview_is_short check (preview_words between 0 and 500),
  price_micros  bigint      not null constraint price_never_negative check (price_micros >= 0),
  access_period text,
  tags          text[]      not null,
  author        text,
  language      text        not null,
  status        text        not null constraint status_is_known check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  published_at  timestamptz not null,
  expires_at    timestamptz,
  word_count    int         not null,
  metadata      text        not null,
  file_path     text        constraint file_is_of_one_article unique,
  file_hash     text,
  version       bigint      not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  labels        text[]      not null default '{}',
  title_key     text        not null default '' collate "C",
  free_words    text        not null default '',
  text_words    text[]      not null default array['', '', ''],
  search        tsvector    generated always as (cast(
    free_words || ' ' || case when price_micros = 0 then text_words[1] || ' ' || text_words[2]
    else regexp_replace(text_words[1], ':[0-9C,]+', ':16383', 'g') || ' ' || text_words[3] end as tsvector)
  ) stored,
  search_owned  tsvector    generated always as (case when price_micros > 0 then
    cast(free_words || ' ' || text_words[1] || ' ' || text_words[2] as tsvector) end
  ) stored
);
comment on column article.price_micros is 'Millionths of the currency''s major unit. A charge takes the price stored here when it runs.';
comment on column article.access_period is 'ISO 8601 duration of a purchase; null: it never ends.';
comment on column article.expires_at is 'From then on only its owners and staff read it, and nobody can buy it; null: it never ends.';
comment on column article.lead is 'The beginning of the text as plain text, whole sentences: what everybody may read. Made with each change of the article.';
comment on column article.preview_words is 'Words that the lead has at most, 0: no lead; null: the configured share of the text.';
comment on column article.html_version is 'Version of the renderer and cleaner that made body_html. A read renders the body again when this differs from the current one.';
comment on column article.metadata is 'Front-matter keys that this service does not use, as JSON, unchanged.';
comment on column article.labels is 'What a list is filtered by: tags, in lower case, and the language with its prefixes, as tag:x and language:de.';
comment on column article.title_key is 'Sorts titles by the rules of the shop''s language. Compared as bytes, so that each database sorts alike.';
comment on column article.free_words is 'Words of the title (A), of the summary (B), and of lead, tags and author (C), as text of a tsvector. The service makes the words, so that each database has the same.';
comment on column article.text_words is 'Words of the text as text of three tsvectors: the first for all; the second, pairs of characters in scripts without spaces, for those who may read the text; the third for others in its place.';
comment on column article.file_path is 'The publisher''s file, with its folders: sent again, it replaces this article, also under another title. Null for an article that came without a name.';
comment on column article.file_hash is 'SHA-256 of that file, so that the same file changes nothing. Null once the text came from elsewhere.';
comment on column article.search is 'What a search by anybody finds. The words of a text with a price have one position, 16383, and weight D: phrases and exclusions, which look at the other weights only, reveal nothing of their order.';
comment on column article.search_owned is 'What a search by an owner or by staff finds, with the order of all words; null for a free article, whose search has it.';
create index article_by_time on article (published_at desc, id desc) where status = 'PUBLISHED';
create index article_by_title on article (title_key, id) where status = 'PUBLISHED';
create index article_by_price on article (price_micros, id) where status = 'PUBLISHED';
create index article_by_author on article (author, published_at desc) where status = 'PUBLISHED';
create index article_by_label on article using gin (labels);
create index article_by_words on article using gin (search);

-- --- client ----------------------------------------------------------------------------------------------------------
create table client (
  id                 uuid        primary key,
  name               text        not null,
  role               text        not null constraint role_is_known check (role in ('CLIENT', 'PUBLISHER', 'ADMIN')),
  max_price_micros   bigint      constraint max_price_never_negative check (max_price_micros >= 0),
  daily_limit_micros bigint      constraint daily_limit_never_negative check (daily_limit_micros >= 0),
  auto_purchase      boolean     not null default true,
  created_at         timestamptz not null,
  suspended_at       timestamptz,
  suspended_reason   text
);
comment on column client.auto_purchase is 'Whether reading an article buys it. If false, only POST /v1/me/purchases does.';
comment on column client.suspended_at is 'Since when the client can neither buy nor add credit; null: not suspended. A suspended client still reads what it owns.';

-- Batches write last_used_at all day. A new row version that fits into its page leaves both indexes alone.
create table api_key (
  client_id    uuid        not null constraint api_key_of_client references client,
  id           uuid        not null,
  hash         bytea       not null,
  label        text        not null,
  hint         text        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  primary key (client_id, id),
  constraint api_key_is_unique unique (client_id, hash)
) with (fillfactor = 70);
comment on column api_key.hash is 'SHA-256 of the whole key. The key is shown once and never stored.';
comment on column api_key.hint is 'Last four characters, so that the owner can tell keys apart.';
comment on column api_key.last_used_at is 'Written in batches, some seconds late.';

-- --- ledger ----------------------------------------------------------------------------------------------------------
create table books (
  only_row boolean primary key default true constraint books_has_one_row check (only_row),
  currency text    not null
);
comment on table books is 'The currency of all amounts. The service does not start with another farthing.currency.';

create table account (
  client_id      uuid          primary key constraint account_of_client references client,
  balance_micros bigint        not null constraint balance_never_negative check (balance_micros >= 0)
                               constraint balance_in_range check (balance_micros <= 1000000000000000000),
  last_sequence  bigint        not null,
  spent_on       date,
  spent_micros   bigint        not null default 0,
  promo_micros   bigint        not null default 0,
  promo_left     bigint[]      not null default '{}',
  promo_until    timestamptz[] not null default '{}',
  suspended      boolean       not null default false,
  constraint promo_within_balance check (promo_micros between 0 and balance_micros),
  constraint promo_lots_bounded check (
    cardinality(promo_left) = cardinality(promo_until) and cardinality(promo_left) <= 100)
) with (fillfactor = 50);
comment on table account is 'A client''s credit; created by its first entry. Half-empty pages and no index on the balance keep every debit a heap-only update.';
comment on column account.spent_micros is 'Purchases less refunds on the UTC day spent_on, for the daily limit. Stored in the row that a charge locks, so that concurrent charges see each other.';
comment on column account.promo_micros is 'Promotional part of the balance.';
comment on column account.promo_left is 'Promotional credit by expiry, soonest first. Stored in the row that a charge locks, so that concurrent charges see what is left.';
comment on column account.promo_until is 'Expiry of each element of promo_left; infinity: never.';
comment on column account.suspended is 'Copy of client.suspended_at in the row that a charge locks, so that a charge that waits for the lock sees a suspension.';
-- Accounts whose next promotional credit expires. Charges stay heap-only updates: promo_until changes only when promotional credit
-- arrives or is used up.
create index account_expiring on account ((promo_until[1]), client_id) where promo_until[1] < 'infinity';

create table ledger_entry (
  client_id             uuid        not null constraint entry_of_account references account,
  sequence              bigint      not null constraint sequence_starts_at_one check (sequence >= 1),
  id                    uuid        not null,
  kind                  text        not null,
  from_account          text        not null,
  to_account            text        not null,
  amount_micros         bigint      not null,
  balance_before_micros bigint      not null,
  balance_after_micros  bigint      not null,
  article_id            uuid,
  corrects              bigint,
  reference             text,
  reason                text,
  created_at            timestamptz not null,
  promo_micros          bigint      not null default 0
                                    constraint promo_within_amount check (promo_micros between 0 and amount_micros),
  expires_at            timestamptz,
  constraint entry_sequence_is_unique primary key (client_id, sequence),
  constraint entry_moves_positive_amount check (amount_micros > 0 and from_account <> to_account),
  constraint entry_carries_balance check (
    balance_after_micros >= 0 and balance_after_micros = balance_before_micros
      + case when to_account = 'CLIENT' then amount_micros when from_account = 'CLIENT' then -amount_micros else 0 end)
);
comment on table ledger_entry is 'One movement of money, both legs in one row. Append-only: the application''s role can neither update nor delete.';
comment on column ledger_entry.sequence is 'Gapless per client, from 1.';
comment on column ledger_entry.corrects is 'Sequence of the entry that this one reverses.';
comment on column ledger_entry.reference is 'Payment or idempotency key behind this entry; unique per client.';
comment on column ledger_entry.promo_micros is 'Promotional part of the amount.';
comment on column ledger_entry.expires_at is 'When promotional credit of this entry expires. For a purchase or another debit, the latest expiry of the credit it took, which a refund or a won dispute restores.';
create unique index payment_credits_once on ledger_entry (client_id, reference) where reference is not null;
-- A purchase is refunded once. A top-up can be refunded in parts, and each part's entry names the same entry in corrects.
create unique index refunded_once on ledger_entry (client_id, corrects) where kind = 'REFUND';
-- What disputes took and gave back: few rows, and a won dispute need not read all entries of its client.
create index ledger_entry_of_dispute on ledger_entry (client_id, corrects, sequence)
  where kind in ('CHARGEBACK', 'CHARGEBACK_REVERSED', 'LOSS', 'LOSS_REVERSED');
create index ledger_entry_by_time on ledger_entry (created_at);

create table purchase (
  client_id      uuid        not null,
  article_id     uuid        not null,
  entry_id       uuid        not null,
  entry_sequence bigint      not null,
  price_micros   bigint      not null constraint purchase_has_a_price check (price_micros > 0),
  purchased_at   timestamptz not null,
  expires_at     timestamptz,
  refunded_at    timestamptz,
  constraint client_pays_once primary key (client_id, article_id),
  constraint purchase_of_entry foreign key (client_id, entry_sequence) references ledger_entry
);
comment on table purchase is 'Who owns what: one row per client and article, the latest purchase. Earlier ones, expired or refunded, remain as entries.';
comment on column purchase.entry_id is 'Generated by the request that bought. A retry after a lost connection recognises its own purchase by it.';

-- --- topup -----------------------------------------------------------------------------------------------------------
create table top_up (
  client_id                uuid        not null constraint top_up_of_client references client,
  id                       uuid        not null,
  status                   text        not null constraint top_up_status_is_known
                                       check (status in ('PENDING', 'PAID', 'SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED', 'FAILED', 'EXPIRED')),
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
  reported_refunded_micros bigint      not null default 0,
  reported_disputed_micros bigint      not null default 0,
  refunded_micros          bigint      not null default 0,
  refunding_micros         bigint      not null default 0,
  charged_back_micros      bigint      not null default 0,
  reported_reinstated_micros bigint    not null default 0,
  reinstated_micros        bigint      not null default 0,
  bonus_charged_back_micros bigint     not null default 0,
  dispute_pending          boolean     not null default false,
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
    and refunded_micros + refunding_micros + charged_back_micros - reinstated_micros <= amount_micros
    and bonus_revoked_micros between 0 and bonus_micros),
  constraint dispute_gives_back_what_it_took check (
    reinstated_micros between 0 and charged_back_micros and reinstated_micros <= reported_reinstated_micros
    and reported_reinstated_micros <= reported_disputed_micros
    and bonus_charged_back_micros between 0 and bonus_micros),
  constraint top_up_of_entry foreign key (client_id, entry_sequence) references ledger_entry
);
comment on table top_up is 'An intent to add credit and its result. Only the processor''s word turns it into an entry, once per payment. A credited one never becomes uncredited.';
comment on column top_up.status is 'PAID: the processor has the money, and the client''s account has no room for it; reconciliation credits it when it fits.';
comment on column top_up.session is 'The processor''s name for the checkout; null until the processor has answered.';
comment on column top_up.payment is 'The processor''s name for the payment. The entry that credits it has this reference, so it credits once.';
comment on column top_up.reference is 'Makes the request repeatable: key:<Idempotency-Key>, link:<signature> or transfer:<reference>.';
comment on column top_up.request_hash is 'Keyed hash of a transfer''s body, to recognise a repetition. The body holds a card and is not stored.';
comment on column top_up.card is 'Brand and last four digits.';
comment on column top_up.reported_refunded_micros is 'Total that the processor reports as refunded; refunded_micros is the part that has been booked.';
comment on column top_up.refunding_micros is 'Taken from the credit and sent to the processor, not yet confirmed.';
comment on column top_up.charged_back_micros is 'All that disputes have taken, from the credit or as a loss; less reinstated_micros it is what they hold.';
comment on column top_up.reported_reinstated_micros is 'Total that the processor reports as given back by disputes; reinstated_micros is the part that has been booked.';
comment on column top_up.bonus_charged_back_micros is 'Bonus that disputes have taken from the credit and not given back.';
comment on column top_up.dispute_pending is 'A dispute is undecided, or what it gave back does not fit into the account yet: reconciliation asks.';
comment on column top_up.bonus_expires_at is 'Expiry of the bonus. Revoking the bonus takes promotional credit with this expiry.';
comment on column top_up.next_check_at is 'When to ask the processor next, unless it reports first; also the lease of the instance that asks.';
create index top_up_by_id on top_up (id);
create index top_up_due on top_up (next_check_at) where status in ('PENDING', 'PAID') or dispute_pending;

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
comment on table top_up_refund is 'A refund that an admin requested: debited from the credit first, then sent to the processor until it answers.';
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
comment on table processor_event is 'Events from a processor, each recorded in the transaction that acts on it. Append-only.';

-- --- topup.sandbox ---------------------------------------------------------------------------------------------------
create table sandbox_payment (
  id               text        primary key,
  client_id        uuid        not null,
  top_up_id        uuid        not null,
  amount_micros    bigint      not null,
  state            text        not null constraint sandbox_state_is_known check (state in ('OPEN', 'PENDING', 'PAID', 'FAILED')),
  return_to        text        not null,
  card             text,
  decline          text,
  settles_at       timestamptz,
  refunded_micros  bigint      not null default 0,
  disputed_micros  bigint      not null default 0,
  reinstated_micros bigint     not null default 0,
  expires_at       timestamptz not null,
  constraint sandbox_pays_back_once check (
    refunded_micros >= 0 and reinstated_micros between 0 and disputed_micros
    and refunded_micros + disputed_micros - reinstated_micros <= amount_micros)
);
comment on table sandbox_payment is 'Payments of the sandbox processor. Empty in production.';

create table sandbox_refund (
  id            uuid   primary key,
  payment       text   not null references sandbox_payment,
  amount_micros bigint not null
);

-- --- voucher ---------------------------------------------------------------------------------------------------------
create table voucher_batch (
  id                text        primary key constraint batch_id_is_six_characters check (id ~ '^[0-9A-HJKMNP-TV-Z]{6}$'),
  amount_micros     bigint      not null constraint voucher_is_positive check (amount_micros > 0),
  size              int         not null constraint batch_fits_its_codes check (size between 1 and 32768),
  label             text,
  promotional       boolean     not null,
  expires_at        timestamptz,
  credit_expires_at timestamptz,
  created_at        timestamptz not null,
  revoked_at        timestamptz,
  constraint only_promotional_credit_ends check (promotional or credit_expires_at is null),
  constraint voucher_ends_before_its_credit check (coalesce(expires_at, 'infinity') <= coalesce(credit_expires_at, 'infinity'))
);
comment on table voucher_batch is 'Vouchers created together, all for the same amount.';
comment on column voucher_batch.id is 'First six characters of every code of the batch: 30 random bits in Crockford''s base32.';
comment on column voucher_batch.promotional is 'Whether the credit is a gift. If false, the vouchers were sold and give paid credit.';
comment on column voucher_batch.expires_at is 'Last moment to redeem a voucher; null: no limit.';
comment on column voucher_batch.credit_expires_at is 'Expiry of the credit that a voucher gives; null: never.';
comment on column voucher_batch.revoked_at is 'When the batch was revoked, for display. voucher.revoked_at decides.';
create index voucher_batch_newest on voucher_batch (created_at desc, id desc);

create table voucher (
  batch       text        not null constraint voucher_of_batch references voucher_batch,
  number      int         not null constraint number_fits_its_code check (number between 0 and 32767),
  hash        bytea       not null constraint hash_is_sha256 check (octet_length(hash) = 32),
  redeemed_by uuid        constraint voucher_of_client references client,
  redeemed_at timestamptz,
  revoked_at  timestamptz,
  primary key (batch, number),
  constraint redeemed_voucher_has_its_time check ((redeemed_by is null) = (redeemed_at is null)),
  constraint redeemed_voucher_is_not_revoked check (redeemed_by is null or revoked_at is null)
);
comment on table voucher is 'One code, good once. Batch and number are part of the code and find the row, so no index holds a secret.';
comment on column voucher.hash is 'SHA-256 of the whole code. The code is shown once and never stored.';
comment on column voucher.redeemed_by is 'Client that received the credit. Set once, in the transaction that posts the entry voucher:<batch>:<number>.';
comment on column voucher.revoked_at is 'When the voucher was revoked. Stored in the row that a redemption locks, so that revocation and redemption exclude each other.';

create table voucher_guess (
  client_id uuid        primary key constraint guess_of_client references client,
  since     timestamptz not null,
  wrong     int         not null constraint wrong_never_negative check (wrong >= 0)
);
comment on table voucher_guess is 'Wrong codes per client in the current window, so that nobody finds a voucher by trying codes.';
comment on column voucher_guess.since is 'Time of the first wrong code: the start of the window.';
comment on column voucher_guess.wrong is 'Includes the code that is being checked, if any: a guess is counted before it is answered.';

-- --- audit -----------------------------------------------------------------------------------------------------------
create table act (
  id         uuid        primary key,
  at         timestamptz not null,
  name       text        not null constraint act_name_is_bounded check (length(name) between 1 and 60),
  actor      text        not null constraint actor_is_bounded check (length(actor) between 1 and 60),
  actor_name text        not null constraint actor_name_is_bounded check (length(actor_name) <= 200),
  role       text        not null constraint role_acts check (role in ('PUBLISHER', 'ADMIN')),
  key_id     uuid,
  kind       text        not null constraint kind_is_bounded check (length(kind) between 1 and 60),
  target     text        constraint target_is_bounded check (length(target) between 1 and 200),
  method     text        not null constraint method_is_bounded check (length(method) <= 20),
  path       text        not null constraint path_is_bounded check (length(path) <= 200),
  reference  text        constraint reference_is_bounded check (length(reference) <= 200),
  address    text        constraint address_is_bounded check (length(address) <= 100),
  user_agent text        constraint user_agent_is_bounded check (length(user_agent) <= 300),
  trace_id   text        constraint trace_id_is_bounded check (length(trace_id) <= 100)
);
comment on table act is 'Actions that admins and publishers attempted. Each row is written before the action, so a crash in the middle leaves a trace. Append-only: the application''s role can neither update nor delete. Rows are kept for ever; where a law limits that, the owner of the tables deletes the oldest by "at", act_outcome first, and nothing newer than the oldest ledger entry.';
comment on column act.name is 'The action, such as client.credit. A name keeps its meaning.';
comment on column act.actor is 'Id of the acting client, or admin-key for the configured key.';
comment on column act.actor_name is 'Name of the acting client at that time.';
comment on column act.role is 'Highest role of the key at that time.';
comment on column act.key_id is 'The client''s key that was used; null for the configured one.';
comment on column act.kind is 'Kind of the target.';
comment on column act.target is 'Object of the action. Null if the action creates it (act_outcome.target then names it) or if the path names nothing that can exist.';
comment on column act.path is 'Path template from the API description. A path parameter can be any text, so its value is stored, as target, only if it has the form of one.';
comment on column act.reference is 'Reference of the ledger entry that the action makes: key:<Idempotency-Key>.';
comment on column act.address is 'Caller''s address, as far as trusted proxies report it.';
comment on column act.user_agent is 'User-Agent header, cut to 300 characters.';
comment on column act.trace_id is 'Trace id of the request in the log and, where requests are traced, in the traces.';
create index act_newest on act (at desc, id desc);
create index act_by_actor on act (actor, at desc, id desc);
create index act_by_name on act (name, at desc, id desc);
create index act_by_target on act (target, at desc, id desc) where target is not null;

create table act_outcome (
  act_id  uuid        primary key constraint outcome_of_act references act,
  at      timestamptz not null,
  status  int         not null constraint outcome_is_an_http_status check (status between 100 and 599),
  code    text        constraint code_is_bounded check (length(code) <= 60),
  target  text        constraint target_is_bounded check (length(target) between 1 and 200),
  details jsonb       constraint details_are_bounded check (jsonb_typeof(details) = 'object' and length(details::text) <= 20000)
);
comment on table act_outcome is 'Result of an action, written before the response is sent. An action without a result was interrupted by a crash or a lost database; the ledger or the article shows whether it happened. Append-only.';
comment on column act_outcome.code is 'Problem code of the response; null: no problem, or an HTML page.';
comment on column act_outcome.target is 'What the action created.';
comment on column act_outcome.details is 'Amounts, reasons and ids by name. Never a body, a key or a code.';
create index act_outcome_by_target on act_outcome (target) where target is not null;

-- --- Rights of the application ---------------------------------------------------------------------------------------
-- No DDL and no delete. Entries, events and actions are append-only. A voucher's amount cannot be changed, nor its redemption undone.
grant usage on schema ${flyway:defaultSchema} to ${appRole};
grant select on ${flyway:table} to ${appRole};
grant select, insert, update on article, client, api_key, account, purchase, top_up, top_up_refund, sandbox_payment, voucher_guess
  to ${appRole};
grant select, insert on books, ledger_entry, processor_event, sandbox_refund, voucher_batch, voucher, act, act_outcome to ${appRole};
grant update (revoked_at) on voucher_batch to ${appRole};
grant update (redeemed_by, redeemed_at, revoked_at) on voucher to ${appRole};

-- --- Rights of the reports -------------------------------------------------------------------------------------------
-- What a sum or a list needs: no article texts, no hashes, nothing that opens a door. Column by column and without default
-- privileges, so that this role does not see what a later migration adds until that migration grants it.
grant usage on schema ${flyway:defaultSchema} to ${reportRole};
grant select (id, slug, title, summary, price_micros, access_period, tags, author, language, status, published_at, expires_at,
              word_count, metadata, version, created_at, updated_at) on article to ${reportRole};
grant select (id, name, role, max_price_micros, daily_limit_micros, auto_purchase, created_at, suspended_at, suspended_reason)
  on client to ${reportRole};
grant select (client_id, id, label, created_at, expires_at, revoked_at, last_used_at) on api_key to ${reportRole};
grant select (only_row, currency) on books to ${reportRole};
grant select (client_id, balance_micros, last_sequence, spent_on, spent_micros, promo_micros, promo_left, promo_until, suspended)
  on account to ${reportRole};
grant select (client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros, balance_before_micros,
              balance_after_micros, article_id, corrects, reference, reason, created_at, expires_at)
  on ledger_entry to ${reportRole};
grant select (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at, expires_at, refunded_at)
  on purchase to ${reportRole};
-- Not the reference, which can be the signature of a link that pays; not the checkout's address.
grant select (client_id, id, status, amount_micros, bonus_micros, processor, payment, article, failure, card,
              reported_refunded_micros, reported_disputed_micros, refunded_micros, refunding_micros, charged_back_micros,
              reported_reinstated_micros, reinstated_micros, bonus_charged_back_micros, dispute_pending, bonus_revoked_micros, bonus_expires_at, entry_sequence, created_at, expires_at, settled_at, next_check_at, checks)
  on top_up to ${reportRole};
grant select (client_id, id, top_up_id, status, amount_micros, bonus_micros, reason, created_at, settled_at, next_check_at, checks)
  on top_up_refund to ${reportRole};
grant select (client_id, processor, event_id, top_up_id, type, received_at) on processor_event to ${reportRole};
grant select (id, amount_micros, size, label, promotional, expires_at, credit_expires_at, created_at, revoked_at)
  on voucher_batch to ${reportRole};
grant select (batch, number, redeemed_by, redeemed_at, revoked_at) on voucher to ${reportRole};
