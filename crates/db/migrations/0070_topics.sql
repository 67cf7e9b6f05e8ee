-- What somebody says in public under a post is a thread of its own, beside the direct conversation with the same person.

ALTER TABLE app.conversation
  -- The provider's id of the post; empty in the direct conversation.
  ADD COLUMN topic_id text NOT NULL DEFAULT '',
  -- The provider's word for what it is.
  ADD COLUMN topic_kind text;

ALTER TABLE app.conversation DROP CONSTRAINT conversation_workspace_id_channel_id_contact_id_key;
ALTER TABLE app.conversation ADD CONSTRAINT conversation_of_topic UNIQUE (workspace_id, channel_id, contact_id, topic_id);
