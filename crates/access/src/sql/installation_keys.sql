-- The keys outside the database that something in it rests on.
select name, key_id from installation_key
