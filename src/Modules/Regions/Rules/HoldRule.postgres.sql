-- By its name: of a rule that nobody has set there is no row to hold.
SELECT pg_advisory_xact_lock(hashtextextended(@rule, 0))
