-- A row another node has written meanwhile is left as it is, and not returned.
INSERT INTO people_attempts (key, times, version, expires_at)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3
FROM json_each(@rows) r
WHERE true
ON CONFLICT (key) DO UPDATE SET times = excluded.times, version = excluded.version, expires_at = excluded.expires_at
WHERE people_attempts.version = excluded.version - 1
RETURNING key
