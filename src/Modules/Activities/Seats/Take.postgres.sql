INSERT INTO activities_signup
    (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, hold_until, by_person_id, reason, starts_at, ends_at, division_code, team_id, project_id)
SELECT r.activity_id, r.shift_id, r.volunteer_id, r.status, r.place, r.way, @now, @now, r.hold_until, r.by_person_id, '', s.starts_at, s.ends_at, a.division_code, a.team_id, a.project_id
FROM unnest(@activities, @shifts, @volunteers, @statuses, @places, @ways, @holds, @bys)
    AS r (activity_id, shift_id, volunteer_id, status, place, way, hold_until, by_person_id)
JOIN activities_shift s ON s.activity_id = r.activity_id AND s.id = r.shift_id
JOIN activities_activity a ON a.id = r.activity_id
ON CONFLICT (activity_id, shift_id, volunteer_id) DO UPDATE SET -- Somebody who had left comes back.
    status = excluded.status, place = excluded.place, way = excluded.way, at = excluded.at, changed_at = excluded.changed_at,
    hold_until = excluded.hold_until, by_person_id = excluded.by_person_id, reason = '', starts_at = excluded.starts_at, ends_at = excluded.ends_at
