-- The highest entity key given, 0 when there is none.
select coalesce(max(entity_id), 0) as entity_id from entity
