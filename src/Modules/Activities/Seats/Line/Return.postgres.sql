-- Somebody who had left comes back.
UPDATE activities_signup g
SET status = r.status, place = r.place, way = r.way, at = @now, changed_at = @now, hold_until = r.hold_until, by_person_id = r.by_person_id, reason = '',
    starts_at = r.starts_at, ends_at = r.ends_at
FROM unnest(@activities, @shifts, @volunteers, @statuses, @places, @ways, @holds, @bys, @starts, @ends, @divisions, @teams, @projects)
    AS r (activity_id, shift_id, volunteer_id, status, place, way, hold_until, by_person_id, starts_at, ends_at, division_code, team_id, project_id)
WHERE g.activity_id = r.activity_id AND g.shift_id = r.shift_id AND g.volunteer_id = r.volunteer_id
