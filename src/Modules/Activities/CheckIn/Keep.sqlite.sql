INSERT INTO activities_proof (activity_id, id, shift_id, volunteer_id, "end", kinds, at, received_at, metres, accuracy_metres, device, by_person_id)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6, @now, r.value ->> 7, r.value ->> 8, r.value ->> 9, r.value ->> 10
FROM json_each(@rows) r
WHERE true -- Without it the parser takes ON for a join's (sqlite.org/lang_upsert.html).
ON CONFLICT DO NOTHING
