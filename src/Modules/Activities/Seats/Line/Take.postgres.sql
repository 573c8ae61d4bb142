-- Everything comes as parameters: joining the shift would walk the versions of a hot row once for each of its sign-ups.
-- No ON CONFLICT: the desk holds the volunteers and knows which of them have a row already (Return.*.sql).
INSERT INTO activities_signup
    (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, hold_until, by_person_id, reason, starts_at, ends_at, division_code, team_id, project_id)
SELECT r.activity_id, r.shift_id, r.volunteer_id, r.status, r.place, r.way, @now, @now, r.hold_until, r.by_person_id, '', r.starts_at, r.ends_at, r.division_code, r.team_id, r.project_id
FROM unnest(@activities, @shifts, @volunteers, @statuses, @places, @ways, @holds, @bys, @starts, @ends, @divisions, @teams, @projects)
    AS r (activity_id, shift_id, volunteer_id, status, place, way, hold_until, by_person_id, starts_at, ends_at, division_code, team_id, project_id);

UPDATE activities_shift s
SET taken = s.taken + c.taken, waiting = s.waiting + c.waiting, last_place = c.last_place
FROM unnest(@count_activities, @count_shifts, @count_taken, @count_waiting, @count_places) AS c (activity_id, id, taken, waiting, last_place)
WHERE s.activity_id = c.activity_id AND s.id = c.id;
