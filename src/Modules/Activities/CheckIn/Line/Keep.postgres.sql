INSERT INTO hours_proof (source_id, id, engagement_id, names_engagement, volunteer_id, "end", kinds, at, received_at, metres, accuracy_metres, device, by_person_id, kiosk_id, device_at, network, is_unvouched, shown_at, is_door_asked, door_tries)
SELECT *, 0 FROM unnest(@activities, @nonces, @shifts, @named, @volunteers, @sides, @kinds, @ats, @receiveds, @metres, @accuracies, @devices, @bys, @kiosks, @deviceats, @networks, @unvoucheds, @showns, @asks)
-- Known already: only the shift it counts for may be another one now.
ON CONFLICT (source_id, id) DO UPDATE SET engagement_id = excluded.engagement_id WHERE hours_proof.volunteer_id = excluded.volunteer_id
