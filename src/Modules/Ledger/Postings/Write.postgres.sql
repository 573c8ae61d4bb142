INSERT INTO ledger_entry (account_id, sequence, transfer_id, counterparty_id, amount, balance_after, occurred_at, recorded_at, source_kind, source_id, narrative, args, evidence, reverses, previous_hash, hash)
SELECT r.account, r.number, r.transfer, r.counterparty, r.amount, r.balance, r.occurred, r.recorded, r.kind, r.source, r.narrative, r.args, r.evidence, r.reverses, decode(r.previous, 'hex'), decode(r.hash, 'hex')
FROM unnest(@accounts, @numbers, @transfers, @counterparties, @amounts, @balances, @occurreds, @recordeds, @kinds, @sources, @narratives, @args, @evidences, @reverses, @previouses, @hashes)
    AS r (account, number, transfer, counterparty, amount, balance, occurred, recorded, kind, source, narrative, args, evidence, reverses, previous, hash);

-- All of them exist and are held. Said as an insert because a sharded database refuses an update from a list over several shards.
INSERT INTO ledger_account (account_id, kind, unit, balance, sequence, last_hash)
SELECT r.id, r.kind, r.unit, r.balance, r.number, decode(r.hash, 'hex')
FROM unnest(@ids, @owners, @units, @after, @lengths, @heads) AS r (id, kind, unit, balance, number, hash)
ON CONFLICT (account_id) DO UPDATE SET balance = excluded.balance, sequence = excluded.sequence, last_hash = excluded.last_hash
