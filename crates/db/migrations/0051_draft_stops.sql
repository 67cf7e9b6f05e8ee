-- The customer's message for which a person stopped the draft: no draft is made for it unless somebody asks for one.
SET ROLE loket_owner;
ALTER TABLE app.conversation ADD COLUMN drafts_stopped_for uuid;
ALTER TABLE app.conversation ADD FOREIGN KEY (workspace_id, drafts_stopped_for) REFERENCES app.message (workspace_id, id);
RESET ROLE;
