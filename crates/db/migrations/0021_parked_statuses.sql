-- Retention locks what it drops, and passes over what somebody takes at that moment.
SET ROLE loket_owner;
GRANT UPDATE (detail) ON app.parked_status TO loket_worker;
RESET ROLE;
