INSERT INTO hours_stay
    (source_id, engagement_id, volunteer_id, in_at, in_proof, in_device, out_at, out_proof, seen_at, is_disputed, is_late, is_of_body, division_code, team_id)
SELECT r.activity_id, r.shift_id, r.volunteer_id, r.in_at, r.in_proof, r.in_device, r.out_at, r.out_proof, r.seen_at, r.is_disputed, r.is_late,
    -- Who may run it now is of the body, and stays so whatever becomes of the power.
    a.lead_id = r.volunteer_id OR EXISTS (
        SELECT 1 FROM people_role g WHERE g.person_id = r.volunteer_id AND g.revoked_at IS NULL AND (
            (g.role = 'TeamLeader' AND g.team_id = a.team_id)
            OR (g.role IN ('Station', 'Coordinator', 'Admin') AND g.division_code IN (
                0, a.division_code, a.division_code - a.division_code % 1000, a.division_code - a.division_code % 1000000, a.division_code - a.division_code % 100000000, a.division_code - a.division_code % 10000000000)))),
    a.division_code, a.team_id
FROM unnest(@activities, @shifts, @volunteers, @ins, @inproofs, @indevices, @outs, @outproofs, @seens, @disputes, @lates)
    AS r (activity_id, shift_id, volunteer_id, in_at, in_proof, in_device, out_at, out_proof, seen_at, is_disputed, is_late)
JOIN activities_activity a ON a.id = r.activity_id
ON CONFLICT (source_id, engagement_id, volunteer_id) DO UPDATE SET
    in_at = excluded.in_at, in_proof = excluded.in_proof, in_device = excluded.in_device, out_at = excluded.out_at, out_proof = excluded.out_proof, seen_at = excluded.seen_at, is_disputed = excluded.is_disputed, is_late = excluded.is_late, is_of_body = hours_stay.is_of_body OR excluded.is_of_body,
    -- Other times than the record counted: it is looked at again.
    recorded_at = CASE WHEN hours_stay.in_at = excluded.in_at AND hours_stay.out_at = excluded.out_at THEN hours_stay.recorded_at END
-- What somebody has ruled stands, also when whoever writes had looked before.
WHERE hours_stay.ruled_at IS NULL
