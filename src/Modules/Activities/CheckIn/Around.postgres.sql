-- Holds the volunteers, in one order for everybody; then their seats and presences around that time, and the proofs on record already.
SELECT count(pg_advisory_xact_lock(hold)) FROM unnest(@holds) hold;

SELECT s.volunteer_id, s.activity_id, s.shift_id, s.starts_at, s.ends_at, a.slack_minutes
FROM activities_signup s JOIN activities_activity a ON a.id = s.activity_id
WHERE s.volunteer_id = ANY(@volunteers) AND s.ends_at > @since AND s.starts_at < @until AND s.status IN ('Accepted', 'NoShow');

SELECT t.volunteer_id, t.activity_id, t.shift_id, t.in_at, t.in_proof, t.in_device, t.out_at, t.out_proof, t.seen_at, t.is_disputed
FROM activities_attendance t
WHERE t.volunteer_id = ANY(@volunteers) AND t.in_at > @since AND t.in_at < @until;

SELECT p.id FROM activities_proof p WHERE (p.activity_id, p.id) IN (SELECT * FROM unnest(@activities, @nonces));
