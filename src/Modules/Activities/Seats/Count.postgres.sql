UPDATE activities_shift s
SET taken = s.taken + c.taken, waiting = s.waiting + c.waiting, last_place = c.last_place
FROM unnest(@activities, @shifts, @taken, @waiting, @places) AS c (activity_id, id, taken, waiting, last_place)
WHERE s.activity_id = c.activity_id AND s.id = c.id
