-- Why the provider rejected a template: its word, and what it advises. Both only while the template is rejected.
SET ROLE loket_owner;
ALTER TABLE app.template ADD COLUMN reason text, ADD COLUMN advice text;
RESET ROLE;
