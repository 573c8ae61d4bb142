INSERT INTO activities_proof (activity_id, id, shift_id, names_shift, volunteer_id, "end", kinds, at, received_at, metres, accuracy_metres, device, by_person_id, kiosk_id, device_at)
SELECT * FROM unnest(@activities, @nonces, @shifts, @named, @volunteers, @sides, @kinds, @ats, @receiveds, @metres, @accuracies, @devices, @bys, @kiosks, @deviceats)
-- Known already: only the shift it counts for may be another one now.
ON CONFLICT (activity_id, id) DO UPDATE SET shift_id = excluded.shift_id WHERE activities_proof.volunteer_id = excluded.volunteer_id
