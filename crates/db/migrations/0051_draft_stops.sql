-- The customer's message for which a person stopped the draft: no draft is made for it unless somebody asks for one.
SET ROLE loket_owner;
-- No reference, as with the newest message: messages refer to conversations.
ALTER TABLE app.conversation ADD COLUMN drafts_stopped_for uuid;
RESET ROLE;
