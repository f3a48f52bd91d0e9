-- What the migration asks of Citus, by the same names and signatures; it only writes down what was asked.
-- Like an extension's, it stands apart from the schema that is migrated.
create schema stand_in authorization farthing_owner;
set search_path = stand_in;
create table pg_dist_partition (logicalrelid regclass primary key, partkey text, n int generated always as identity);

create function create_reference_table(table_name regclass) returns void language sql as $$
  insert into pg_dist_partition (logicalrelid) values (table_name)
$$;

create function create_distributed_table(
  table_name regclass, distribution_column text, distribution_type text default 'hash', colocate_with text default 'default',
  shard_count int default null) returns void language sql as $$
  insert into pg_dist_partition (logicalrelid, partkey) values (table_name, distribution_column)
$$;

grant select, insert on pg_dist_partition to farthing_owner;
alter database citus set search_path = public, stand_in;
