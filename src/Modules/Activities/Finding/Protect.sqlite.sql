-- Full text over the words of listings. The table keeps no text of its own; its row numbers are row_id of activities_listing.
CREATE VIRTUAL TABLE IF NOT EXISTS activities_find USING fts5(title_words, words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');

CREATE TRIGGER IF NOT EXISTS activities_find_added AFTER INSERT ON activities_listing
BEGIN INSERT INTO activities_find(rowid, title_words, words) VALUES (new.row_id, new.title_words, new.words); END;

CREATE TRIGGER IF NOT EXISTS activities_find_changed AFTER UPDATE OF title_words, words ON activities_listing
BEGIN
  DELETE FROM activities_find WHERE rowid = old.row_id;
  INSERT INTO activities_find(rowid, title_words, words) VALUES (new.row_id, new.title_words, new.words);
END;

CREATE TRIGGER IF NOT EXISTS activities_find_removed AFTER DELETE ON activities_listing
BEGIN DELETE FROM activities_find WHERE rowid = old.row_id; END;

INSERT INTO activities_find(rowid, title_words, words)
SELECT row_id, title_words, words FROM activities_listing WHERE row_id NOT IN (SELECT rowid FROM activities_find);
