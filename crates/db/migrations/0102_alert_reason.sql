-- The name of a template has up to 512 characters.
SET ROLE loket_owner;
ALTER TABLE app.alert DROP CONSTRAINT alert_reason_check, ADD CONSTRAINT alert_reason_check CHECK (length(reason) BETWEEN 1 AND 512);
RESET ROLE;
