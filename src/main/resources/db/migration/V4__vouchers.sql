-- Why: credit comes by vouchers too. Each is good once, ever, so its row says who had it; nobody finds one by trying codes.

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
comment on table voucher_batch is 'Vouchers made together, all for the same amount.';
comment on column voucher_batch.id is 'The first six characters of every code of the batch: 30 random bits in Crockford''s base32.';
comment on column voucher_batch.promotional is 'Whether the credit is a gift. If not, the vouchers were sold, and their credit is paid credit.';
comment on column voucher_batch.expires_at is 'Until when a voucher can be redeemed; null: for ever.';
comment on column voucher_batch.credit_expires_at is 'When the credit ends that a voucher gives; null: never.';
comment on column voucher_batch.revoked_at is 'When the batch was withdrawn, for showing; what counts is voucher.revoked_at.';
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
comment on table voucher is 'One code. Batch and number stand in it and find the row, so no index holds a secret.';
comment on column voucher.hash is 'SHA-256 of the whole code; the code itself is shown once and not kept.';
comment on column voucher.redeemed_by is 'Who had the credit: set once, in the transaction that posts the entry voucher:<batch>:<number>.';
comment on column voucher.revoked_at is 'When it was withdrawn. In the row that a redemption locks, so that the two cannot miss each other.';

create table voucher_guess (
  client_id uuid        primary key constraint guess_of_client references client,
  since     timestamptz not null,
  wrong     int         not null constraint wrong_never_negative check (wrong >= 0)
);
comment on table voucher_guess is 'How many wrong codes a client has sent lately.';
comment on column voucher_guess.since is 'The first of them, where the window begins.';
comment on column voucher_guess.wrong is 'With the one that is being looked at, if any: a guess is counted before it is answered.';

-- What a voucher is worth cannot be changed by the application once it is made, nor can a redemption be undone by deleting it.
grant select, insert on voucher_batch, voucher to ${appRole};
grant update (revoked_at) on voucher_batch to ${appRole};
grant update (redeemed_by, redeemed_at, revoked_at) on voucher to ${appRole};
grant select, insert, update on voucher_guess to ${appRole};
