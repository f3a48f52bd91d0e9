-- Why: what admins and publishers did, or tried, must be told afterwards, also of an act in whose middle the process died.

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
comment on table act is 'What an admin or a publisher set out to do, written before it is done: nothing is done without its row. Append-only: the application''s role cannot update or delete. It is kept for ever; where a law or a rule sets an end, the owner of the tables deletes the oldest by "at", act_outcome first, and never less than what the ledger still holds.';
comment on column act.name is 'What kind of act, such as client.credit. A name keeps its meaning.';
comment on column act.actor is 'The acting client''s id, or admin-key for the key that stands in the configuration.';
comment on column act.actor_name is 'The acting client''s name as it was then.';
comment on column act.role is 'The highest role the key had then.';
comment on column act.key_id is 'Which of the client''s keys; null for the configured one.';
comment on column act.kind is 'What kind of thing target names.';
comment on column act.target is 'What it was done to; null where the act makes it (then act_outcome.target names it), and where the path named nothing that could exist.';
comment on column act.path is 'The address as the API''s description has it. What was sent in place of its parameters stands in target only if it has the form of one, since it could be anything.';
comment on column act.reference is 'The reference of the ledger entry that the act makes: key:<Idempotency-Key>.';
comment on column act.address is 'Where the request came from, as far as trusted proxies tell.';
comment on column act.user_agent is 'What the caller says it is, cut to 300 characters.';
comment on column act.trace_id is 'By which the log and, where requests are traced, the traces know the request.';
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
comment on table act_outcome is 'What became of an act, written before the answer leaves. An act without one was cut off, by the end of the process or the loss of the database: whether it was done, the ledger or the article says. Append-only.';
comment on column act_outcome.code is 'The code of the problem that was answered; null: none, or shown as a page.';
comment on column act_outcome.target is 'What the act has made.';
comment on column act_outcome.details is 'Amounts, reasons and ids by name. Never a body, a key or a code.';
create index act_outcome_by_target on act_outcome (target) where target is not null;

grant select, insert on act, act_outcome to ${appRole};
