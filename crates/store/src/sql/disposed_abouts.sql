-- What each of a type that is disposed of belonged to.
select distinct subject, about from disposed where entity_id = $1 and record = $2
