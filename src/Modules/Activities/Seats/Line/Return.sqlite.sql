UPDATE activities_signup AS g
SET status = r.value ->> 3, place = r.value ->> 4, way = r.value ->> 5, at = @now, changed_at = @now, hold_until = r.value ->> 6, by_person_id = r.value ->> 7, reason = '',
    starts_at = r.value ->> 8, ends_at = r.value ->> 9
FROM json_each(@rows) r
WHERE g.activity_id = r.value ->> 0 AND g.shift_id = r.value ->> 1 AND g.volunteer_id = r.value ->> 2
