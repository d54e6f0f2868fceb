-- The key that pseudonyms of a purpose are made with.
select key from pseudonym_key where purpose = $1
