-- A worker that ends a lane takes over the lane that this filled, in the same statement that fills it
-- (`db::lanes::hand_on`). Whose rows these are is the tables' policy, as for everything it writes.
SET ROLE loket_owner;
GRANT INSERT ON app.lane, app.job TO loket_worker;
GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
-- Which lanes were claimed changes nothing about how their jobs are found.
ALTER FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid) SET plan_cache_mode = force_generic_plan;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
