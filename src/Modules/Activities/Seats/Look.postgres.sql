-- Holds the shifts asked for and the volunteers who ask, each in one order for everybody, then reads what the volunteers have promised:
-- the third statement sees everything that was committed before the holds were had.
SELECT s.activity_id, s.id, s.starts_at, s.ends_at, s.cancelled_at IS NOT NULL, s.capacity, s.taken, s.waiting, s.last_place, a.version
FROM activities_shift s JOIN activities_activity a ON a.id = s.activity_id
WHERE (s.activity_id, s.id) IN (SELECT * FROM unnest(@activities, @shifts))
ORDER BY s.activity_id, s.id FOR NO KEY UPDATE OF s;

SELECT count(pg_advisory_xact_lock(hold)) FROM unnest(@holds) hold;

SELECT volunteer_id, activity_id, shift_id, status, starts_at, ends_at, project_id
FROM activities_signup
WHERE volunteer_id = ANY(@volunteers) AND ends_at > @since AND (ends_at > @now OR status = 'NoShow');
