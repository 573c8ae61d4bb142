INSERT INTO ledger_entry (account_id, sequence, transfer_id, counterparty_id, amount, balance_after, occurred_at, recorded_at, source_kind, source_id, narrative, args, evidence, reverses, previous_hash, hash)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6, r.value ->> 7, r.value ->> 8, r.value ->> 9, r.value ->> 10, r.value ->> 11, r.value ->> 12, r.value ->> 13,
    unhex(r.value ->> 14), unhex(r.value ->> 15)
FROM json_each(@entries) r;

INSERT INTO ledger_account (account_id, kind, unit, balance, sequence, last_hash)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, unhex(r.value ->> 5)
FROM json_each(@moved) r
WHERE true
ON CONFLICT (account_id) DO UPDATE SET balance = excluded.balance, sequence = excluded.sequence, last_hash = excluded.last_hash
