-- Ledger entries are written once. Corrections are new entries. Anchors and what they fixed are written once too.
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME;
END $$;

-- Sharded PostgreSQL (Citus) has no triggers on distributed tables: there the two rights are taken from the app's role instead (docs/algorithms/ledger.md).
-- Where they stand nothing is touched: another node may be posting while this one starts.
DO $$
BEGIN
    IF (SELECT count(*) FROM pg_trigger WHERE tgname IN
        ('ledger_entry_is_final', 'ledger_entry_stays', 'ledger_account_stays', 'ledger_anchor_is_final', 'ledger_anchor_stays', 'ledger_head_is_final', 'ledger_head_stays')) = 7 THEN
        RETURN;
    END IF;

    CREATE OR REPLACE TRIGGER ledger_entry_is_final BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
    CREATE OR REPLACE TRIGGER ledger_entry_stays BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
    CREATE OR REPLACE TRIGGER ledger_account_stays BEFORE DELETE ON ledger_account FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
    CREATE OR REPLACE TRIGGER ledger_anchor_is_final BEFORE UPDATE OR DELETE ON ledger_anchor FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
    CREATE OR REPLACE TRIGGER ledger_anchor_stays BEFORE TRUNCATE ON ledger_anchor FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
    CREATE OR REPLACE TRIGGER ledger_head_is_final BEFORE UPDATE OR DELETE ON ledger_head FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
    CREATE OR REPLACE TRIGGER ledger_head_stays BEFORE TRUNCATE ON ledger_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'Triggers are not supported on distributed tables; the ledger is not protected by them.';
END $$;
