-- Every piece of a listing's words leads to it.
CREATE INDEX IF NOT EXISTS ix_activities_listing_words ON activities_listing USING gin (string_to_array(words, ' '));
