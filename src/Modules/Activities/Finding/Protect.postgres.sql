-- Every piece of a listing's words leads to it. Listings are read far oftener than written: without the list of pending entries the planner sees what the index costs.
CREATE INDEX IF NOT EXISTS ix_activities_listing_words ON activities_listing USING gin (string_to_array(words, ' ')) WITH (fastupdate = off);
