-- Who leaves takes the provider's ids along: a channel that is disconnected holds none. As the owner, who for this
-- moment sees all rows.
SET ROLE loket_owner;
ALTER TABLE app.channel NO FORCE ROW LEVEL SECURITY;
UPDATE app.channel SET external_id = '', account_id = '' WHERE connection = 'disconnected';
ALTER TABLE app.channel ADD CONSTRAINT channel_ids_while_connected
  CHECK ((connection = 'disconnected') = (external_id = '') AND (external_id = '') = (account_id = ''));
ALTER TABLE app.channel FORCE ROW LEVEL SECURITY;
RESET ROLE;
