-- Why: spreads the books over the nodes of a Citus cluster, each client's rows together on one node. Not part of a normal installation:
-- deploy/scale-out.md says how to include it and what else Citus needs. Runs after all versioned migrations, and again whenever it
-- changes, so it skips tables that are already distributed.

-- Citus requires this in a transaction that touches both reference tables and distributed tables.
set local citus.multi_shard_modify_mode = 'sequential';

-- Few rows, read with every charge: a full copy on every node.
select create_reference_table('article')
  where not exists (select from pg_dist_partition where logicalrelid = 'article'::regclass);
select create_reference_table('books')
  where not exists (select from pg_dist_partition where logicalrelid = 'books'::regclass);
select create_reference_table('voucher_batch')
  where not exists (select from pg_dist_partition where logicalrelid = 'voucher_batch'::regclass);

-- A client and its rows, in the order of the foreign keys.
select create_distributed_table('client', 'id', shard_count => 64)
  where not exists (select from pg_dist_partition where logicalrelid = 'client'::regclass);
select create_distributed_table('api_key', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'api_key'::regclass);
select create_distributed_table('account', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'account'::regclass);
select create_distributed_table('ledger_entry', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'ledger_entry'::regclass);
select create_distributed_table('purchase', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'purchase'::regclass);
select create_distributed_table('top_up', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'top_up'::regclass);
select create_distributed_table('top_up_refund', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'top_up_refund'::regclass);
select create_distributed_table('processor_event', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'processor_event'::regclass);
select create_distributed_table('voucher_guess', 'client_id', colocate_with => 'client')
  where not exists (select from pg_dist_partition where logicalrelid = 'voucher_guess'::regclass);

-- A voucher is found by its code and has no client until it is redeemed, so it is distributed by its batch. Citus cannot keep its foreign
-- key to the client. The client's entry, voucher:<batch>:<number>, still names the voucher.
alter table voucher drop constraint if exists voucher_of_client;
select create_distributed_table('voucher', 'batch', colocate_with => 'none')
  where not exists (select from pg_dist_partition where logicalrelid = 'voucher'::regclass);

-- An admin's action can concern a client, an article or anything else: it is distributed by its own id, with its outcome.
select create_distributed_table('act', 'id', colocate_with => 'none')
  where not exists (select from pg_dist_partition where logicalrelid = 'act'::regclass);
select create_distributed_table('act_outcome', 'act_id', colocate_with => 'act')
  where not exists (select from pg_dist_partition where logicalrelid = 'act_outcome'::regclass);

-- sandbox_payment and sandbox_refund stay on the coordinator: the sandbox is for dev.
