INSERT INTO activities_signup
    (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, hold_until, by_person_id, reason, starts_at, ends_at, division_code, team_id, project_id)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, @now, @now, r.value ->> 6, r.value ->> 7, '',
    r.value ->> 8, r.value ->> 9, r.value ->> 10, r.value ->> 11, r.value ->> 12
FROM json_each(@rows) r;

UPDATE activities_shift AS s
SET taken = s.taken + c.taken, waiting = s.waiting + c.waiting, last_place = c.last_place
FROM (SELECT value ->> 0 AS activity_id, value ->> 1 AS id, value ->> 2 AS taken, value ->> 3 AS waiting, value ->> 4 AS last_place FROM json_each(@counts)) c
WHERE s.activity_id = c.activity_id AND s.id = c.id;
