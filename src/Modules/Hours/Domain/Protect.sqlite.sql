-- No minute of one person counts twice. Times are texts of one form, so that they compare as times do.
CREATE TRIGGER IF NOT EXISTS hours_counted_span_once BEFORE INSERT ON hours_counted_span
WHEN new.from_at >= new.until_at OR EXISTS (SELECT 1 FROM hours_counted_span WHERE volunteer_id = new.volunteer_id AND from_at < new.until_at AND until_at > new.from_at)
BEGIN SELECT RAISE(ABORT, 'this time of the volunteer counts already'); END;

CREATE TRIGGER IF NOT EXISTS hours_counted_span_stays BEFORE UPDATE OF volunteer_id, from_at, until_at ON hours_counted_span
BEGIN SELECT RAISE(ABORT, 'time that counts is given back and taken anew'); END;
