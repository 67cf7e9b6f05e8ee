-- A partner's look has a picture beside its name and colours; the partner changes all three itself.
SET ROLE loket_owner;

ALTER TABLE app.partner
  ADD COLUMN logo bytea CHECK (length(logo) <= 262144),
  ADD COLUMN logo_type text CHECK (logo_type IN ('image/png', 'image/jpeg', 'image/webp')),
  ADD CONSTRAINT partner_logo_whole CHECK ((logo IS NULL) = (logo_type IS NULL));
CREATE POLICY partner_w ON app.partner FOR UPDATE TO loket_partner USING (true) WITH CHECK (true);
GRANT UPDATE (brand, logo, logo_type) ON app.partner TO loket_partner;

-- Whether somebody looked at the evidence lately, and the entries of a kind, without reading the whole chain.
CREATE INDEX evidence_kind ON app.evidence (workspace_id, kind, seq);
RESET ROLE;
