INSERT INTO hours_stay
    (source_id, engagement_id, volunteer_id, in_at, in_proof, in_device, out_at, out_proof, seen_at, is_disputed, division_code, team_id)
SELECT r.activity_id, r.shift_id, r.volunteer_id, r.in_at, r.in_proof, r.in_device, r.out_at, r.out_proof, r.seen_at, r.is_disputed, a.division_code, a.team_id
FROM unnest(@activities, @shifts, @volunteers, @ins, @inproofs, @indevices, @outs, @outproofs, @seens, @disputes)
    AS r (activity_id, shift_id, volunteer_id, in_at, in_proof, in_device, out_at, out_proof, seen_at, is_disputed)
JOIN activities_activity a ON a.id = r.activity_id
ON CONFLICT (source_id, engagement_id, volunteer_id) DO UPDATE SET
    in_at = excluded.in_at, in_proof = excluded.in_proof, in_device = excluded.in_device, out_at = excluded.out_at, out_proof = excluded.out_proof, seen_at = excluded.seen_at, is_disputed = excluded.is_disputed,
    -- Other times than the record counted: it is looked at again.
    recorded_at = CASE WHEN hours_stay.in_at = excluded.in_at AND hours_stay.out_at = excluded.out_at THEN hours_stay.recorded_at END
-- What somebody has ruled stands, also when whoever writes had looked before.
WHERE hours_stay.ruled_at IS NULL
