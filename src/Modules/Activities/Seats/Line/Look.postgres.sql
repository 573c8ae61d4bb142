-- Holds the shifts asked for and the volunteers who ask, each in one order for everybody, then reads what the volunteers have promised:
-- the last statement sees everything that was committed before the holds were had. Planned once, and never by a scan, however old the statistics are.
SET LOCAL enable_seqscan = off;
SET LOCAL plan_cache_mode = force_generic_plan;

SELECT s.activity_id, s.id, s.starts_at, s.ends_at, s.cancelled_at IS NOT NULL, s.capacity, s.taken, s.waiting, s.last_place, a.version, a.division_code, a.team_id, a.project_id
FROM activities_shift s JOIN activities_activity a ON a.id = s.activity_id
WHERE (s.activity_id, s.id) IN (SELECT * FROM unnest(@activities, @shifts))
ORDER BY s.activity_id, s.id FOR NO KEY UPDATE OF s;

SELECT count(pg_advisory_xact_lock(hold)) FROM unnest(@holds) hold;

SELECT g.volunteer_id, g.activity_id, g.shift_id, g.status, g.starts_at, g.ends_at, g.project_id
FROM unnest(@volunteers) v CROSS JOIN LATERAL (
    SELECT * FROM activities_signup s WHERE s.volunteer_id = v AND s.ends_at > @since AND (s.ends_at > @now OR s.status = 'NoShow') OFFSET 0) g;
