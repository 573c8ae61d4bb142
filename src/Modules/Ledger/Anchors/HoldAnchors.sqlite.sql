-- The transaction is the only writer: nobody has to be held.
SELECT 1
