INSERT INTO activities_proof (activity_id, id, shift_id, volunteer_id, "end", kinds, at, received_at, metres, accuracy_metres, device, by_person_id)
SELECT r.activity_id, r.id, r.shift_id, r.volunteer_id, r.side, r.kinds, r.at, @now, r.metres, r.accuracy, r.device, r.by_person_id
FROM unnest(@activities, @nonces, @shifts, @volunteers, @sides, @kinds, @ats, @metres, @accuracies, @devices, @bys)
    AS r (activity_id, id, shift_id, volunteer_id, side, kinds, at, metres, accuracy, device, by_person_id)
ON CONFLICT DO NOTHING
