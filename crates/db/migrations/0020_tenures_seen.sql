SET ROLE loket_owner;
-- The last moment at which an identity was surely held.
ALTER TABLE app.contact_identity ADD COLUMN seen_at timestamptz;
RESET ROLE;
