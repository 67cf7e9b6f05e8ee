-- When people were written to about it: what is lost again, or was never written about, is known from this.
SET ROLE loket_owner;
ALTER TABLE app.alert ADD COLUMN written_at timestamptz;
GRANT UPDATE (written_at) ON app.alert TO loket_app, loket_worker;
RESET ROLE;
