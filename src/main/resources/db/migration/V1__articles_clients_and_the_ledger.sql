-- Why: the first tables. Every money rule of the ledger's package-info stands here again as a constraint of the same name.

-- The application logs in as a member of this role. It gets no DDL, and on the ledger no update and no delete.
-- An installation may create it beforehand; only if it is missing does this migration need the right to create roles.
do $$
begin
  if not exists (select from pg_roles where rolname = '${appRole}') then
    execute format('create role %I nologin', '${appRole}');
  end if;
end
$$;

create table books (
  only_row boolean primary key default true constraint books_has_one_row check (only_row),
  currency text    not null
);
comment on table books is 'The currency all micros are in. A start with another farthing.currency is refused.';

create table article (
  id                  uuid        primary key,
  slug                text        not null constraint slug_is_unique unique,
  title               text        not null,
  summary             text        not null,
  lead                text        not null,
  body                text        not null,
  body_html           text        not null,
  html_version        int         not null,
  price_micros        bigint      not null constraint price_never_negative check (price_micros >= 0),
  access_period       text,
  tags                text[]      not null,
  author              text,
  language            text        not null,
  status              text        not null constraint status_is_known check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  published_at        timestamptz not null,
  word_count          int         not null,
  metadata            text        not null,
  version             bigint      not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  search              tsvector    generated always as (
    setweight(to_tsvector(case split_part(lower(language), '-', 1)
      when 'en' then 'pg_catalog.english'::regconfig when 'de' then 'pg_catalog.german'::regconfig
      when 'fr' then 'pg_catalog.french'::regconfig  when 'es' then 'pg_catalog.spanish'::regconfig
      else 'pg_catalog.simple'::regconfig end, title), 'A') ||
    setweight(to_tsvector(case split_part(lower(language), '-', 1)
      when 'en' then 'pg_catalog.english'::regconfig when 'de' then 'pg_catalog.german'::regconfig
      when 'fr' then 'pg_catalog.french'::regconfig  when 'es' then 'pg_catalog.spanish'::regconfig
      else 'pg_catalog.simple'::regconfig end, summary), 'B') ||
    setweight(to_tsvector(case split_part(lower(language), '-', 1)
      when 'en' then 'pg_catalog.english'::regconfig when 'de' then 'pg_catalog.german'::regconfig
      when 'fr' then 'pg_catalog.french'::regconfig  when 'es' then 'pg_catalog.spanish'::regconfig
      else 'pg_catalog.simple'::regconfig end, left(body, 100000)), 'D')
  ) stored
);
comment on column article.price_micros is 'Millionths of the currency''s major unit. A charge takes the price that stands here when it runs.';
comment on column article.access_period is 'ISO-8601 duration a purchase lasts; null is for ever.';
comment on column article.lead is 'The first paragraph as plain text: the free preview.';
comment on column article.html_version is 'Version of the renderer and cleaner that made body_html; another one is rendered anew on reading.';
comment on column article.metadata is 'JSON of the front-matter keys this service has no use for; kept as they came.';
comment on column article.search is 'Only the first 100,000 characters of the body: a tsvector holds 1 MB at the most.';
create index article_by_time on article (published_at desc, id desc) where status = 'PUBLISHED';
create index article_by_title on article (title, id) where status = 'PUBLISHED';
create index article_by_price on article (price_micros, id) where status = 'PUBLISHED';
create index article_by_author on article (author, published_at desc) where status = 'PUBLISHED';
create index article_by_tag on article using gin (tags);
create index article_by_words on article using gin (search);

create table client (
  id                 uuid        primary key,
  name               text        not null,
  role               text        not null constraint role_is_known check (role in ('CLIENT', 'PUBLISHER', 'ADMIN')),
  max_price_micros   bigint      constraint max_price_never_negative check (max_price_micros >= 0),
  daily_limit_micros bigint      constraint daily_limit_never_negative check (daily_limit_micros >= 0),
  auto_purchase      boolean     not null default true,
  created_at         timestamptz not null
);
comment on column client.auto_purchase is 'Whether reading buys. When off, only POST /v1/me/purchases does.';

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
);
comment on column api_key.hash is 'SHA-256 of the whole key. The key itself is shown once and stored nowhere.';
comment on column api_key.hint is 'The last four characters, so that its owner can tell keys apart.';
comment on column api_key.last_used_at is 'Written in batches, some seconds late.';

create table account (
  client_id      uuid   primary key constraint account_of_client references client,
  balance_micros bigint not null constraint balance_never_negative check (balance_micros >= 0)
                        constraint balance_in_range check (balance_micros <= 1000000000000000000),
  last_sequence  bigint not null,
  spent_on       date,
  spent_micros   bigint not null default 0
) with (fillfactor = 50);
comment on table account is 'A client''s credit; made by its first entry. Half-empty pages and no index on the balance keep every debit a heap-only update.';
comment on column account.spent_micros is 'Purchases less refunds of the UTC day in spent_on, for the daily limit: kept in the row that a charge locks, so that racing charges see each other.';

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
  constraint entry_sequence_is_unique primary key (client_id, sequence),
  constraint entry_moves_positive_amount check (amount_micros > 0 and from_account <> to_account),
  constraint entry_carries_balance check (
    balance_after_micros >= 0 and balance_after_micros = balance_before_micros
      + case when to_account = 'CLIENT' then amount_micros when from_account = 'CLIENT' then -amount_micros else 0 end)
);
comment on table ledger_entry is 'One movement of money, both legs in one row. Append-only: the application''s role cannot update or delete.';
comment on column ledger_entry.sequence is 'Gapless per client, from 1.';
comment on column ledger_entry.corrects is 'Sequence of the entry that this one takes back.';
comment on column ledger_entry.reference is 'The payment or the idempotency key that this entry answers; once per client.';
create unique index payment_credits_once on ledger_entry (client_id, reference) where reference is not null;
create unique index refunded_once on ledger_entry (client_id, corrects) where corrects is not null;
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
comment on table purchase is 'Who owns what: one row per client and article, the latest purchase. Earlier ones, after an expiry or a refund, are entries.';
comment on column purchase.entry_id is 'Made by the request that bought: a request that is repeated inside after a lost connection knows its own purchase by it.';

grant usage on schema ${flyway:defaultSchema} to ${appRole};
grant select, insert, update on article, client, api_key, account, purchase to ${appRole};
grant select, insert on ledger_entry, books to ${appRole};
grant select on ${flyway:table} to ${appRole};
