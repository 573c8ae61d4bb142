-- Every piece of a listing's words leads to it. Listings are read far oftener than written: without the list of pending entries the planner sees what the index costs.
-- Where it stands the table is not even locked: another node may be writing while this one starts.
DO $$
BEGIN
    IF to_regclass('ix_activities_listing_words') IS NULL THEN
        CREATE INDEX ix_activities_listing_words ON activities_listing USING gin (string_to_array(words, ' ')) WITH (fastupdate = off);
    END IF;
END $$;
