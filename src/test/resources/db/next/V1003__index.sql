-- Why: an index on a large table is built while it is written. An attempt that failed leaves an invalid index, dropped first.

drop index concurrently if exists purchase_by_time;
create index concurrently purchase_by_time on purchase (purchased_at);
