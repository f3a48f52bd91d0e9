-- Why: a page of a client's purchases, and the clients whose promotional credit has expired, are found without reading all of them.

create index purchase_by_entry on purchase (client_id, entry_sequence);

-- Charges stay heap-only updates: promo_until changes only when promotional credit arrives or a lot is used up.
create index account_expiring on account ((promo_until[1]), client_id) where promo_until[1] < 'infinity';
drop index ledger_entry_expiring;
