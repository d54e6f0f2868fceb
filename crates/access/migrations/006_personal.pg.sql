-- Pseudonyms stay the same: the key is added once and never changed.
revoke update, delete on pseudonym_key from kameral_app;
