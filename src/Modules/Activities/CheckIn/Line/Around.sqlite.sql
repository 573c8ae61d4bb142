-- The transaction is the only writer: nobody has to be held.
SELECT 0;

SELECT s.volunteer_id, s.activity_id, s.shift_id, s.starts_at, s.ends_at, a.slack_minutes
FROM json_each(@people) v JOIN activities_signup s ON s.volunteer_id = v.value ->> 0 JOIN activities_activity a ON a.id = s.activity_id
WHERE s.ends_at > v.value ->> 1 AND s.starts_at < v.value ->> 2 AND s.status IN ('Accepted', 'NoShow');

SELECT s.volunteer_id, t.shift_id, t.since, t.starts_at, t.ends_at, t.slack_minutes
FROM json_each(@people) v JOIN activities_signup s ON s.volunteer_id = v.value ->> 0 JOIN activities_term t ON t.activity_id = s.activity_id AND t.shift_id = s.shift_id
WHERE s.ends_at > v.value ->> 1 AND s.starts_at < v.value ->> 2 AND s.status IN ('Accepted', 'NoShow')
ORDER BY t.sequence;

SELECT t.volunteer_id, t.source_id, t.engagement_id, t.in_at, t.in_proof, t.in_device, t.out_at, t.out_proof, t.seen_at, t.is_disputed, t.ruled_at, t.is_late
FROM json_each(@people) v JOIN hours_stay t ON t.volunteer_id = v.value ->> 0
WHERE t.in_at > v.value ->> 3 AND t.in_at < v.value ->> 4;

SELECT p.volunteer_id, p.source_id, p.id, p.engagement_id, p.names_engagement, p."end", p.kinds, p.at, p.received_at, p.device, p.kiosk_id, p.by_person_id, p.is_unvouched
FROM json_each(@people) v JOIN hours_proof p ON p.volunteer_id = v.value ->> 0
WHERE p.at > v.value ->> 3 AND p.at < v.value ->> 4;

SELECT p.source_id, p.id, p.volunteer_id, p."end" FROM json_each(@rows) r JOIN hours_proof p ON p.source_id = r.value ->> 0 AND p.id = r.value ->> 1;
