SELECT g.volunteer_id, g.id, g.id, g.agreed_from, g.agreed_to
FROM json_each(@volunteers) v JOIN orders_order g ON g.volunteer_id = v.value
WHERE g.agreed_to > @now AND g.status IN ('Accepted', 'InService')
