-- {0}: a JSON array of rows [code, name, level, parent, kind, pinyin].
INSERT INTO regions_division (code, name, level, parent, kind, pinyin)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
FROM json_each({0})
WHERE true -- SQLite needs it to tell ON CONFLICT from a join.
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, pinyin = excluded.pinyin
