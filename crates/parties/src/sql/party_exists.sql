-- Whether a number is taken.
select party from party where entity_id = $1 and party = $2
