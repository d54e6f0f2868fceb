-- The movement that takes back another.
select movement from appropriation_movement where entity_id = $1 and takes_back = $2
