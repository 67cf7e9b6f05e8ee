-- Files that wait to be sent are told apart from files of the workspace's knowledge: neither is taken for the other.
SET ROLE loket_owner;
ALTER TABLE app.media ADD COLUMN outgoing boolean NOT NULL DEFAULT false;
RESET ROLE;
