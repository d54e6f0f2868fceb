-- What of a type is disposed of.
select distinct subject from disposed where entity_id = $1 and record = $2
