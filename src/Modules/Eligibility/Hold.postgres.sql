SELECT count(pg_advisory_xact_lock(hold)) FROM unnest(@holds) hold
