-- Evidence is written only under the workspace's head, which names the workspace; a bucket only beside a message. Neither
-- looks the workspace up once more for each row.
SET ROLE loket_owner;
ALTER TABLE app.evidence DROP CONSTRAINT evidence_workspace_id_fkey;
ALTER TABLE app.bucket DROP CONSTRAINT bucket_workspace_id_fkey;
RESET ROLE;
