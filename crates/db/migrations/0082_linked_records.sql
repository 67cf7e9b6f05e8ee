-- An attribute may be a page about somebody in another system.
SET ROLE loket_owner;
ALTER TABLE app.attribute DROP CONSTRAINT attribute_kind_check;
ALTER TABLE app.attribute ADD CONSTRAINT attribute_kind_check CHECK (kind IN ('text', 'number', 'date', 'yes_no', 'link'));
RESET ROLE;
