-- Holds the volunteers, in one order for everybody; then their seats, presences and proofs around the time of what was read, and the proofs on record already.
-- Planned once, and never by a scan, however old the statistics are.
SET LOCAL enable_seqscan = off;
SET LOCAL plan_cache_mode = force_generic_plan;

SELECT count(pg_advisory_xact_lock(hold)) FROM unnest(@holds) hold;

SELECT s.volunteer_id, s.activity_id, s.shift_id, s.starts_at, s.ends_at, a.slack_minutes
FROM unnest(@volunteers, @froms, @tos) AS v (id, since, until)
CROSS JOIN LATERAL (SELECT * FROM activities_signup s WHERE s.volunteer_id = v.id AND s.ends_at > v.since AND s.starts_at < v.until AND s.status IN ('Accepted', 'NoShow') OFFSET 0) s
JOIN activities_activity a ON a.id = s.activity_id;

SELECT s.volunteer_id, t.shift_id, t.since, t.starts_at, t.ends_at, t.slack_minutes
FROM unnest(@volunteers, @froms, @tos) AS v (id, since, until)
CROSS JOIN LATERAL (SELECT * FROM activities_signup s WHERE s.volunteer_id = v.id AND s.ends_at > v.since AND s.starts_at < v.until AND s.status IN ('Accepted', 'NoShow') OFFSET 0) s
JOIN activities_term t ON t.activity_id = s.activity_id AND t.shift_id = s.shift_id
ORDER BY t.sequence;

SELECT t.volunteer_id, t.source_id, t.engagement_id, t.in_at, t.in_proof, t.in_device, t.out_at, t.out_proof, t.seen_at, t.is_disputed, t.ruled_at, t.is_late
FROM unnest(@volunteers, @earliest, @latest) AS v (id, since, until)
CROSS JOIN LATERAL (SELECT * FROM hours_stay t WHERE t.volunteer_id = v.id AND t.in_at > v.since AND t.in_at < v.until OFFSET 0) t;

SELECT p.volunteer_id, p.source_id, p.id, p.engagement_id, p.names_engagement, p."end", p.kinds, p.at, p.received_at, p.device, p.kiosk_id, p.by_person_id, p.is_unvouched
FROM unnest(@volunteers, @earliest, @latest) AS v (id, since, until)
CROSS JOIN LATERAL (SELECT * FROM hours_proof p WHERE p.volunteer_id = v.id AND p.at > v.since AND p.at < v.until OFFSET 0) p;

SELECT p.source_id, p.id, p.volunteer_id, p."end" FROM unnest(@activities, @nonces) AS n (activity_id, id) JOIN hours_proof p ON p.source_id = n.activity_id AND p.id = n.id;
