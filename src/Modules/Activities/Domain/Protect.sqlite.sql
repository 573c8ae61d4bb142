-- What was agreed is written once: a change is a new row.
CREATE TRIGGER IF NOT EXISTS activities_term_is_final BEFORE UPDATE ON activities_term
BEGIN SELECT RAISE(ABORT, 'what was agreed is never changed'); END;

CREATE TRIGGER IF NOT EXISTS activities_term_stays BEFORE DELETE ON activities_term
BEGIN SELECT RAISE(ABORT, 'what was agreed is never deleted'); END;
