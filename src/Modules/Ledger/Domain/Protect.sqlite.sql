-- Ledger entries are written once. Corrections are new entries.
CREATE TRIGGER IF NOT EXISTS ledger_entry_is_final BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END;

CREATE TRIGGER IF NOT EXISTS ledger_entry_stays BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;

CREATE TRIGGER IF NOT EXISTS ledger_account_stays BEFORE DELETE ON ledger_account
BEGIN SELECT RAISE(ABORT, 'ledger accounts are never deleted'); END;

-- Anchors and what they fixed are written once too.
CREATE TRIGGER IF NOT EXISTS ledger_anchor_is_final BEFORE UPDATE ON ledger_anchor
BEGIN SELECT RAISE(ABORT, 'anchors of the ledger are never changed'); END;

CREATE TRIGGER IF NOT EXISTS ledger_anchor_stays BEFORE DELETE ON ledger_anchor
BEGIN SELECT RAISE(ABORT, 'anchors of the ledger are never deleted'); END;

CREATE TRIGGER IF NOT EXISTS ledger_head_is_final BEFORE UPDATE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'heads of the ledger are never changed'); END;

CREATE TRIGGER IF NOT EXISTS ledger_head_stays BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'heads of the ledger are never deleted'); END;
