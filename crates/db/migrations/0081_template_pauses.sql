-- How long the provider pauses a template, where it told.
SET ROLE loket_owner;
ALTER TABLE app.template ADD COLUMN paused_until timestamptz;
RESET ROLE;
