-- When a channel's token was last proved. A failure told of an earlier moment says nothing about it.
ALTER TABLE app.channel ADD COLUMN proved_at timestamptz;
UPDATE app.channel SET proved_at = created_at;
ALTER TABLE app.channel ALTER COLUMN proved_at SET NOT NULL;
