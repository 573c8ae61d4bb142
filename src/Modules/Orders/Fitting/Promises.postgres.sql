SELECT g.volunteer_id, g.id, g.id, g.agreed_from, g.agreed_to
FROM unnest(@volunteers) v CROSS JOIN LATERAL (
    SELECT o.volunteer_id, o.id, o.agreed_from, o.agreed_to FROM orders_order o WHERE o.volunteer_id = v AND o.agreed_to > @now AND o.status IN ('Accepted', 'InService') OFFSET 0) g
