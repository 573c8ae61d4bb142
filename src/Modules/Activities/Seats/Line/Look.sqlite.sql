-- The transaction is the only writer: nothing has to be held.
SELECT s.activity_id, s.id, s.starts_at, s.ends_at, s.cancelled_at IS NOT NULL, s.capacity, s.taken, s.waiting, s.last_place, a.version, a.division_code, a.team_id, a.project_id
FROM (SELECT value ->> 0 AS activity_id, value ->> 1 AS id FROM json_each(@rows)) asked
JOIN activities_shift s ON s.activity_id = asked.activity_id AND s.id = asked.id
JOIN activities_activity a ON a.id = s.activity_id;

SELECT 0;

SELECT g.volunteer_id, g.activity_id, g.shift_id, g.status, g.starts_at, g.ends_at, g.project_id
FROM json_each(@volunteers) v JOIN activities_signup g ON g.volunteer_id = v.value
WHERE g.ends_at > @since AND (g.ends_at > @now OR g.status = 'NoShow');
