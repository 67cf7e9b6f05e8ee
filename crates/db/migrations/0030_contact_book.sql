-- The contact book: labels of contacts, a list in pages, a search of its own.
SET ROLE loket_owner;

CREATE TABLE app.contact_label (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  contact_id uuid NOT NULL,
  label_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, contact_id, label_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contact (workspace_id, id),
  FOREIGN KEY (workspace_id, label_id) REFERENCES app.label (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_label_label ON app.contact_label (workspace_id, label_id, contact_id);
-- Contacts are merged by workers too, and imports put labels on.
CALL app.tenantize('app.contact_label', 'SELECT, INSERT, DELETE', 'SELECT, INSERT, DELETE');

-- A page reads its rows and no others, with and without a state of consent.
CREATE INDEX contact_newest ON app.contact (workspace_id, created_at DESC, id DESC)
  WHERE merged_into IS NULL AND erased_at IS NULL;
CREATE INDEX contact_by_consent ON app.contact (workspace_id, consent, created_at DESC, id DESC)
  WHERE merged_into IS NULL AND erased_at IS NULL;
-- Who became whom: the ledger of consent follows it.
CREATE INDEX contact_merged ON app.contact (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
-- An id pasted whole. Some customers are known by nothing else.
CREATE INDEX contact_identity_whole ON app.contact_identity (workspace_id, value) WHERE ended_at IS NULL;

GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
-- Contacts in whose name, user name or number every word is found, at the beginning of words. At most `most` for a word.
CREATE FUNCTION app.find_contacts(words text[], most int) RETURNS TABLE (id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id FROM unnest(words) WITH ORDINALITY AS w (word, n)
  CROSS JOIN LATERAL (
    (SELECT k.id FROM app.contact k WHERE k.workspace_id = app.workspace()
      AND to_tsvector('simple',
        'w' || substr(md5(k.workspace_id::text), 1, 8) || regexp_replace(
          coalesce(k.name, '') || ' ' || coalesce(k.username, ''),
          '[[:space:][:punct:]]+', ' w' || substr(md5(k.workspace_id::text), 1, 8), 'g'))
        @@ to_tsquery('simple', 'w' || substr(md5(app.workspace()::text), 1, 8) || w.word || ':*')
      LIMIT most)
    UNION
    (SELECT i.contact_id FROM app.contact_identity i
      WHERE i.workspace_id = app.workspace() AND i.kind = 'phone' AND i.ended_at IS NULL AND w.word ~ '^[0-9]{3,}$'
        -- Written as at home, an Indonesian number begins with 0 instead of 62.
        AND (i.value LIKE ltrim(w.word, '0') || '%' OR reverse(i.value) LIKE reverse(ltrim(w.word, '0')) || '%'
          OR (w.word LIKE '0%' AND i.value LIKE '62' || ltrim(w.word, '0') || '%'))
      LIMIT most)
  ) f
  GROUP BY f.id HAVING count(DISTINCT w.n) = cardinality(words) $$;
REVOKE EXECUTE ON FUNCTION app.find_contacts(text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_contacts(text[], int) TO loket_app, loket_worker;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
