-- How long a status has waited here. Its own time may be old already when it comes: Meta tells again for days.
ALTER TABLE app.parked_status ADD COLUMN parked_at timestamptz;
UPDATE app.parked_status SET parked_at = at;
ALTER TABLE app.parked_status ALTER COLUMN parked_at SET NOT NULL;
