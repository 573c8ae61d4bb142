INSERT INTO hours_proof (source_id, id, engagement_id, names_engagement, volunteer_id, "end", kinds, at, received_at, metres, accuracy_metres, device, by_person_id, kiosk_id, device_at, network, is_unvouched, shown_at, is_door_asked, door_tries)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6, r.value ->> 7, r.value ->> 8, r.value ->> 9, r.value ->> 10, r.value ->> 11, r.value ->> 12, r.value ->> 13, r.value ->> 14, r.value ->> 15, r.value ->> 16, r.value ->> 17, r.value ->> 18, 0
FROM json_each(@rows) r
WHERE true -- Without it the parser takes ON for a join's (sqlite.org/lang_upsert.html).
-- Known already: only the shift it counts for may be another one now.
ON CONFLICT (source_id, id) DO UPDATE SET engagement_id = excluded.engagement_id WHERE hours_proof.volunteer_id = excluded.volunteer_id
