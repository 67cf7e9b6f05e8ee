-- Long work that ended goes after a while; what it was for stays and forgets it. So do uploads that nobody used.
SET ROLE loket_owner;
GRANT DELETE ON app.long_job TO loket_worker;
ALTER TABLE app.knowledge_document DROP CONSTRAINT knowledge_document_workspace_id_job_id_fkey;
ALTER TABLE app.knowledge_document ADD FOREIGN KEY (workspace_id, job_id)
  REFERENCES app.long_job (workspace_id, id) ON DELETE SET NULL (job_id);
ALTER TABLE app.knowledge_feed DROP CONSTRAINT knowledge_feed_workspace_id_last_job_fkey;
ALTER TABLE app.knowledge_feed ADD FOREIGN KEY (workspace_id, last_job)
  REFERENCES app.long_job (workspace_id, id) ON DELETE SET NULL (last_job);
CREATE INDEX long_job_ended ON app.long_job (workspace_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX media_upload ON app.media (workspace_id, created_at) WHERE state = 'stored' AND message_id IS NULL AND NOT outgoing;

-- Written, and never read: a file that is handed over twice harms nobody.
ALTER TABLE app.media DROP COLUMN handing_since;
RESET ROLE;
