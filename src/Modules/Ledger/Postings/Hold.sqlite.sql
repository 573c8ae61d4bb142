-- The whole database has one writer: what is missing is made, nothing is held.
INSERT INTO ledger_account (account_id, kind, person_id, division_code, unit, balance, sequence, last_hash)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, 0, 0, zeroblob(32)
FROM json_each(@accounts) r
WHERE true -- Without it the parser takes ON for a join's (sqlite.org/lang_upsert.html).
ON CONFLICT (account_id) DO NOTHING
