-- No minute of one person counts twice. Sharded PostgreSQL (Citus) takes the constraint too: its table is distributed by volunteer_id (docs/adr/0021-no-minute-counts-twice.md).
-- Where it stands the table is not even locked: another node may be posting while this one starts.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'ex_hours_counted_span' AND conrelid = 'hours_counted_span'::regclass) THEN
        RETURN;
    END IF;

    BEGIN
        CREATE EXTENSION IF NOT EXISTS btree_gist;
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE EXCEPTION 'the extension btree_gist is missing and could not be made here (%): have the owner of the database run CREATE EXTENSION btree_gist in it once, then migrate again', SQLERRM;
    END;

    ALTER TABLE hours_counted_span ADD CONSTRAINT ck_hours_counted_span CHECK (from_at < until_at);
    ALTER TABLE hours_counted_span ADD CONSTRAINT ex_hours_counted_span EXCLUDE USING gist (volunteer_id WITH =, tstzrange(from_at, until_at) WITH &&);
END $$;
