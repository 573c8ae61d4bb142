-- {0}: a JSON array of rows [code, name, level, parent, kind, pinyin].
INSERT INTO regions_division (code, name, level, parent, kind, pinyin)
SELECT (value ->> 0)::bigint, value ->> 1, (value ->> 2)::int, (value ->> 3)::bigint, value ->> 4, value ->> 5
FROM json_array_elements({0}::json)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, pinyin = excluded.pinyin
