-- What a workspace keeps of its contacts besides names: attributes with a kind, and one value for each contact.
SET ROLE loket_owner;

CREATE TABLE app.attribute (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- How two names are told apart: lower case.
  name_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'number', 'date', 'yes_no')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name_key)
);
CALL app.tenantize('app.attribute', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');

CREATE TABLE app.contact_attribute (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  contact_id uuid NOT NULL,
  attribute_id uuid NOT NULL,
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 500),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, contact_id, attribute_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contact (workspace_id, id),
  FOREIGN KEY (workspace_id, attribute_id) REFERENCES app.attribute (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_attribute_attribute ON app.contact_attribute (workspace_id, attribute_id);
-- Contacts are merged by workers too, and imports fill attributes.
CALL app.tenantize('app.contact_attribute', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE');
RESET ROLE;
