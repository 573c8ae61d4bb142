-- The transaction is the only writer: nobody has to be held.
SELECT value ->> 0 FROM json_each(@rows)
