INSERT INTO activities_signup
    (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, hold_until, by_person_id, reason, starts_at, ends_at, division_code, team_id, project_id)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, @now, @now, r.value ->> 6, r.value ->> 7, '', s.starts_at, s.ends_at, a.division_code, a.team_id, a.project_id
FROM json_each(@rows) r
JOIN activities_shift s ON s.activity_id = r.value ->> 0 AND s.id = r.value ->> 1
JOIN activities_activity a ON a.id = s.activity_id
WHERE true -- Without it the parser takes ON for a join's (sqlite.org/lang_upsert.html).
ON CONFLICT (activity_id, shift_id, volunteer_id) DO UPDATE SET
    status = excluded.status, place = excluded.place, way = excluded.way, at = excluded.at, changed_at = excluded.changed_at,
    hold_until = excluded.hold_until, by_person_id = excluded.by_person_id, reason = '', starts_at = excluded.starts_at, ends_at = excluded.ends_at
