-- Why: what a next release may do while this one serves (ForwardMigrationIT): new columns, tables and constraints for new rows.

alter table article add column subtitle text;
alter table ledger_entry add column note text;
alter table purchase add column note text not null default 'none';
alter table purchase add constraint note_is_short check (length(note) < 100) not valid;
create table subscription (id uuid primary key, client_id uuid not null references client);
grant select, insert on subscription to ${appRole};
