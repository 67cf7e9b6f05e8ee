-- Automatic sending that somebody can hold, and what was decided about drafts today.
SET ROLE loket_owner;

-- So many seconds people have before a rule lets a draft go.
ALTER TABLE app.channel ADD COLUMN auto_hold_seconds int NOT NULL DEFAULT 0 CHECK (auto_hold_seconds BETWEEN 0 AND 30);

-- When a rule lets this draft go, unless somebody holds it. Whatever ends the waiting must also end this.
ALTER TABLE app.draft ADD COLUMN auto_send_at timestamptz CHECK (auto_send_at IS NULL OR state = 'waiting');
CREATE INDEX draft_decided ON app.draft (workspace_id, decided_at) WHERE decided_at IS NOT NULL;

RESET ROLE;
