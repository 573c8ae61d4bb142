UPDATE activities_shift AS s
SET taken = s.taken + c.taken, waiting = s.waiting + c.waiting, last_place = c.last_place
FROM (SELECT value ->> 0 AS activity_id, value ->> 1 AS id, value ->> 2 AS taken, value ->> 3 AS waiting, value ->> 4 AS last_place FROM json_each(@rows)) c
WHERE s.activity_id = c.activity_id AND s.id = c.id
