SELECT g.volunteer_id, g.activity_id, g.shift_id, g.starts_at, g.ends_at
FROM unnest(@volunteers) v CROSS JOIN LATERAL (
    SELECT s.volunteer_id, s.activity_id, s.shift_id, s.starts_at, s.ends_at FROM activities_signup s WHERE s.volunteer_id = v AND s.ends_at > @now AND s.status IN ('Accepted', 'Offered', 'Pending') OFFSET 0) g
