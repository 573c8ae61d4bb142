-- The transaction is the only writer: nobody has to be held.
SELECT 0;

SELECT s.volunteer_id, s.activity_id, s.shift_id, s.starts_at, s.ends_at, a.slack_minutes
FROM json_each(@volunteers) v JOIN activities_signup s ON s.volunteer_id = v.value JOIN activities_activity a ON a.id = s.activity_id
WHERE s.ends_at > @since AND s.starts_at < @until AND s.status IN ('Accepted', 'NoShow');

SELECT t.volunteer_id, t.activity_id, t.shift_id, t.in_at, t.in_proof, t.in_device, t.out_at, t.out_proof, t.seen_at, t.is_disputed
FROM json_each(@volunteers) v JOIN activities_attendance t ON t.volunteer_id = v.value
WHERE t.in_at > @since AND t.in_at < @until;

SELECT p.id FROM json_each(@rows) r JOIN activities_proof p ON p.activity_id = r.value ->> 0 AND p.id = r.value ->> 1;
