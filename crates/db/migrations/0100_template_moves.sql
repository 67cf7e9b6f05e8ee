-- Since when the provider sees a template as it does now, where it saw it otherwise before: people are told for a week.
SET ROLE loket_owner;
ALTER TABLE app.template ADD COLUMN status_since timestamptz, ADD COLUMN category_since timestamptz;
RESET ROLE;
