-- Keeps the key pseudonyms are made with, when there is none.
insert into pseudonym_key (purpose, key, made_at) values ($1, $2, $3)
on conflict (purpose) do nothing
