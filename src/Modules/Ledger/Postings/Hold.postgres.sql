-- A row that exists is locked even though WHERE leaves it unchanged (PostgreSQL manual, INSERT, ON CONFLICT); rows are taken in the order given.
INSERT INTO ledger_account (account_id, kind, person_id, division_code, unit, balance, sequence, last_hash)
SELECT r.id, r.kind, r.person, r.division, r.unit, 0, 0, decode(repeat('00', 32), 'hex')
FROM unnest(@ids, @kinds, @people, @divisions, @units) WITH ORDINALITY AS r (id, kind, person, division, unit, place)
ORDER BY r.place
ON CONFLICT (account_id) DO UPDATE SET sequence = ledger_account.sequence WHERE false
