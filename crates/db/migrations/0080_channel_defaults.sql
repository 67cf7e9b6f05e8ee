-- What a number has of its own: who is given new conversations, the language of answers when the customer's words do not
-- tell, when people answer, and whether a rule may send inside or outside that time.
SET ROLE loket_owner;

ALTER TABLE app.channel
  -- A person. No reference: people lie above workspaces, and one who left must not hold up a channel.
  ADD COLUMN default_agent uuid,
  ADD COLUMN language text CHECK (language ~ '^[a-z]{2,3}$'),
  -- Seven days from Monday on: null, or from and until in minutes of the day.
  ADD COLUMN hours jsonb CHECK (jsonb_typeof(hours) = 'array' AND jsonb_array_length(hours) = 7),
  ADD COLUMN rule_hours text NOT NULL DEFAULT 'always' CHECK (rule_hours IN ('always', 'inside', 'outside'));

RESET ROLE;
