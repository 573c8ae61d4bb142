-- What was agreed is written once: a change is a new row.
CREATE OR REPLACE FUNCTION activities_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was agreed is written once', TG_OP, TG_TABLE_NAME;
END $$;

-- Sharded PostgreSQL (Citus) has no triggers on distributed tables: there the rights are taken from the app's role, as from the ledger's (docs/algorithms/ledger.md).
-- Where they stand nothing is touched: another node may be writing while this one starts.
DO $$
BEGIN
    IF (SELECT count(*) FROM pg_trigger WHERE tgname IN ('activities_term_is_final', 'activities_term_stays')) = 2 THEN
        RETURN;
    END IF;

    CREATE OR REPLACE TRIGGER activities_term_is_final BEFORE UPDATE OR DELETE ON activities_term FOR EACH ROW EXECUTE FUNCTION activities_refuse();
    CREATE OR REPLACE TRIGGER activities_term_stays BEFORE TRUNCATE ON activities_term FOR EACH STATEMENT EXECUTE FUNCTION activities_refuse();
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'Triggers are not supported on distributed tables; terms of shifts are not protected by them.';
END $$;
