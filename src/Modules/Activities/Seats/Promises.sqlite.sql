SELECT g.volunteer_id, g.activity_id, g.shift_id, g.starts_at, g.ends_at
FROM json_each(@volunteers) v JOIN activities_signup g ON g.volunteer_id = v.value
WHERE g.ends_at > @now AND g.status IN ('Accepted', 'Offered', 'Pending')
