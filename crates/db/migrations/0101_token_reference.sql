-- Where a channel's token is kept outside, when it was given as a reference: file:NAME or env:NAME.
SET ROLE loket_owner;
ALTER TABLE app.channel ADD COLUMN token_reference text CHECK (token_reference ~ '^(file|env):[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$');
RESET ROLE;
