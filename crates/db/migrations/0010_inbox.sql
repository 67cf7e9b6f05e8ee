-- The desk's inbox: what became of a conversation, who takes care of it, labels, and everybody's own views.
SET ROLE loket_owner;

ALTER TABLE app.conversation
  ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'snoozed', 'resolved')),
  ADD COLUMN snoozed_until timestamptz,
  -- A person. No reference: people lie above workspaces, and one who left must not hold up their rows.
  ADD COLUMN assignee uuid,
  ADD COLUMN assigned_at timestamptz,
  ADD CONSTRAINT conversation_snooze CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL));

-- One narrow index for each view, so that a page and a count read what they show and nothing else.
CREATE INDEX conversation_open ON app.conversation (workspace_id, last_at DESC, id DESC)
  WHERE merged_into IS NULL AND state = 'open';
CREATE INDEX conversation_of ON app.conversation (workspace_id, assignee, last_at DESC, id DESC)
  WHERE merged_into IS NULL AND state = 'open';
CREATE INDEX conversation_unanswered ON app.conversation (workspace_id, last_at DESC, id DESC)
  WHERE merged_into IS NULL AND state = 'open' AND last_direction = 'in';
CREATE INDEX conversation_unread ON app.conversation (workspace_id, last_at DESC, id DESC)
  WHERE merged_into IS NULL AND unread > 0;
CREATE INDEX conversation_failed ON app.conversation (workspace_id, last_at DESC, id DESC)
  WHERE merged_into IS NULL AND failed > 0;
CREATE INDEX conversation_resolved ON app.conversation (workspace_id, last_at DESC, id DESC)
  WHERE merged_into IS NULL AND state = 'resolved';
CREATE INDEX conversation_snoozed ON app.conversation (workspace_id, snoozed_until, id)
  WHERE merged_into IS NULL AND state = 'snoozed';
DROP INDEX app.conversation_closing;
CREATE INDEX conversation_closing ON app.conversation (workspace_id, last_customer_at, id)
  WHERE merged_into IS NULL AND state = 'open' AND last_customer_at IS NOT NULL;

-- Labels of a workspace. The colour is a word; the desk knows a pair of readable colours for each.
CREATE TABLE app.label (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- How two names are told apart: lower case.
  name_key text NOT NULL,
  color text NOT NULL CHECK (color IN ('grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name_key)
);
CALL app.tenantize('app.label', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');
CREATE TABLE app.conversation_label (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  conversation_id uuid NOT NULL,
  label_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, conversation_id, label_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, label_id) REFERENCES app.label (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_label_label ON app.conversation_label (workspace_id, label_id);
CALL app.tenantize('app.conversation_label', 'SELECT, INSERT, DELETE', 'SELECT, INSERT, DELETE');

-- A person's own views: a name for what they ask often.
CREATE TABLE app.saved_view (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  query text NOT NULL CHECK (length(query) <= 200),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX saved_view_person ON app.saved_view (workspace_id, person_id, created_at);
CALL app.tenantize('app.saved_view', 'SELECT, INSERT, UPDATE, DELETE', '');

-- How conversations find somebody, and who is there. `seen_at` moves while a desk is open, on whichever node.
CREATE TABLE app.assignment_rule (
  workspace_id uuid PRIMARY KEY DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  mode text NOT NULL DEFAULT 'off' CHECK (mode IN ('off', 'round_robin')),
  capacity int NOT NULL DEFAULT 10 CHECK (capacity BETWEEN 1 AND 500),
  requeue_minutes int NOT NULL DEFAULT 10 CHECK (requeue_minutes BETWEEN 1 AND 1440),
  changed_at timestamptz NOT NULL
);
CALL app.tenantize('app.assignment_rule', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
CREATE TABLE app.availability (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  person_id uuid NOT NULL,
  seen_at timestamptz,
  away boolean NOT NULL DEFAULT false,
  last_given_at timestamptz,
  PRIMARY KEY (workspace_id, person_id)
);
CALL app.tenantize('app.availability', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- Who belongs to the workspace: people lie above it, so one narrow question is answered.
CREATE INDEX membership_of_workspace ON app.membership (workspace_id) WHERE workspace_id IS NOT NULL;
CREATE POLICY definer_r ON app.person FOR SELECT TO loket_definer USING (true);
CREATE POLICY definer_r ON app.membership FOR SELECT TO loket_definer USING (true);
GRANT SELECT (id, name) ON app.person TO loket_definer;
GRANT SELECT (person_id, workspace_id, role) ON app.membership TO loket_definer;

-- Looking after inboxes goes across workspaces, and the search needs an index that operators under a floor never use.
-- So these floors name the roles instead of PUBLIC; the functions below ask for the workspace themselves.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['conversation', 'contact', 'contact_identity', 'message', 'assignment_rule'] LOOP
    EXECUTE format('DROP POLICY workspace_floor ON app.%I', t);
    EXECUTE format('CREATE POLICY workspace_floor ON app.%I AS RESTRICTIVE FOR ALL TO loket_app, loket_worker '
      'USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace())', t);
    EXECUTE format('CREATE POLICY definer_r ON app.%I FOR SELECT TO loket_definer USING (true)', t);
  END LOOP;
END $$;
GRANT SELECT (workspace_id, id, contact_id, merged_into, state, snoozed_until, assignee) ON app.conversation TO loket_definer;
GRANT SELECT (workspace_id, mode) ON app.assignment_rule TO loket_definer;
GRANT SELECT (workspace_id, id, name, username) ON app.contact TO loket_definer;
GRANT SELECT (workspace_id, contact_id, kind, value, ended_at) ON app.contact_identity TO loket_definer;
GRANT SELECT (workspace_id, id, conversation_id, kind, content) ON app.message TO loket_definer;

-- Words, each carrying its workspace: an entry of the index belongs to one tenant, as the first column of a key would say.
CREATE INDEX message_words ON app.message USING gin (to_tsvector('simple',
  'w' || substr(md5(workspace_id::text), 1, 8) || regexp_replace(
    coalesce(content ->> 'body', content ->> 'caption', content ->> 'title', ''),
    '[[:space:][:punct:]]+', ' w' || substr(md5(workspace_id::text), 1, 8), 'g')))
  WHERE kind NOT IN ('system', 'reaction');
CREATE INDEX contact_words ON app.contact USING gin (to_tsvector('simple',
  'w' || substr(md5(workspace_id::text), 1, 8) || regexp_replace(
    coalesce(name, '') || ' ' || coalesce(username, ''),
    '[[:space:][:punct:]]+', ' w' || substr(md5(workspace_id::text), 1, 8), 'g')));
-- A phone is known by its beginning or, more often, by its end.
CREATE INDEX contact_identity_head ON app.contact_identity (workspace_id, value text_pattern_ops) WHERE kind = 'phone' AND ended_at IS NULL;
CREATE INDEX contact_identity_tail ON app.contact_identity (workspace_id, reverse(value) text_pattern_ops) WHERE kind = 'phone' AND ended_at IS NULL;

GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE FUNCTION app.members() RETURNS TABLE (person_id uuid, name text, role text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.name, m.role FROM app.membership m JOIN app.person p ON p.id = m.person_id
  WHERE m.workspace_id = app.workspace() ORDER BY p.name, p.id $$;
-- Workspaces where looking every minute may find something: a rule that gives conversations out, a snooze that is over,
-- or conversations of somebody who left.
CREATE FUNCTION app.inboxes_due(at timestamptz) RETURNS TABLE (workspace_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.workspace_id FROM app.assignment_rule r WHERE r.mode <> 'off'
  UNION SELECT c.workspace_id FROM app.conversation c
    WHERE c.merged_into IS NULL AND c.state = 'snoozed' AND c.snoozed_until <= at
  UNION SELECT h.workspace_id FROM (SELECT DISTINCT c.workspace_id, c.assignee FROM app.conversation c
      WHERE c.merged_into IS NULL AND c.state = 'open' AND c.assignee IS NOT NULL) h
    WHERE NOT EXISTS (SELECT 1 FROM app.membership m WHERE m.person_id = h.assignee AND m.workspace_id = h.workspace_id) $$;
-- Conversations in which every word is found: in a name, in a phone number, or in something that was written.
-- A word is found at the beginning of words. At most `most` messages are looked at for each word.
CREATE FUNCTION app.find_conversations(words text[], most int) RETURNS TABLE (id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id FROM unnest(words) WITH ORDINALITY AS w (word, n)
  CROSS JOIN LATERAL (
    SELECT m.conversation_id AS id FROM (
      SELECT m.conversation_id FROM app.message m
      WHERE m.workspace_id = app.workspace() AND m.kind NOT IN ('system', 'reaction')
        AND to_tsvector('simple',
          'w' || substr(md5(m.workspace_id::text), 1, 8) || regexp_replace(
            coalesce(m.content ->> 'body', m.content ->> 'caption', m.content ->> 'title', ''),
            '[[:space:][:punct:]]+', ' w' || substr(md5(m.workspace_id::text), 1, 8), 'g'))
          @@ to_tsquery('simple', 'w' || substr(md5(app.workspace()::text), 1, 8) || w.word || ':*')
      LIMIT most) m
    UNION SELECT c.id FROM app.conversation c WHERE c.workspace_id = app.workspace() AND c.contact_id IN (
      SELECT k.id FROM app.contact k WHERE k.workspace_id = app.workspace()
        AND to_tsvector('simple',
          'w' || substr(md5(k.workspace_id::text), 1, 8) || regexp_replace(
            coalesce(k.name, '') || ' ' || coalesce(k.username, ''),
            '[[:space:][:punct:]]+', ' w' || substr(md5(k.workspace_id::text), 1, 8), 'g'))
          @@ to_tsquery('simple', 'w' || substr(md5(app.workspace()::text), 1, 8) || w.word || ':*')
      UNION ALL SELECT i.contact_id FROM app.contact_identity i
        WHERE i.workspace_id = app.workspace() AND i.kind = 'phone' AND i.ended_at IS NULL AND w.word ~ '^[0-9]{3,}$'
          -- Written as at home, an Indonesian number begins with 0 instead of 62.
          AND (i.value LIKE ltrim(w.word, '0') || '%' OR reverse(i.value) LIKE reverse(ltrim(w.word, '0')) || '%'
            OR (w.word LIKE '0%' AND i.value LIKE '62' || ltrim(w.word, '0') || '%')))
  ) f
  GROUP BY f.id HAVING count(DISTINCT w.n) = cardinality(words) $$;
REVOKE EXECUTE ON FUNCTION app.members(), app.inboxes_due(timestamptz), app.find_conversations(text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.members(), app.find_conversations(text[], int) TO loket_app, loket_worker;
GRANT EXECUTE ON FUNCTION app.inboxes_due(timestamptz) TO loket_worker;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
