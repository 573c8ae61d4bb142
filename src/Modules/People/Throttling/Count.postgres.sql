-- A row another node has written meanwhile is left as it is, and not returned.
INSERT INTO people_attempts (key, times, version, expires_at)
SELECT r.key, translate(r.times, '[]', '{}')::bigint[], r.version, r.expires_at
FROM unnest(@keys, @times, @versions, @expires) AS r (key, times, version, expires_at)
ORDER BY r.key
ON CONFLICT (key) DO UPDATE SET times = excluded.times, version = excluded.version, expires_at = excluded.expires_at
WHERE people_attempts.version = excluded.version - 1
RETURNING key
