-- Merges made before their names were kept apart have them in what undoing needs.
UPDATE app.contact_merge SET merged_name = coalesce(before #>> '{merged,name}', '@' || (before #>> '{merged,username}')) WHERE merged_name IS NULL;
