-- Nobody is waited for: who is just now signing up elsewhere is asked in the next round.
SELECT volunteer_id FROM unnest(@volunteers, @holds) AS v (volunteer_id, hold) WHERE pg_try_advisory_xact_lock(hold)
