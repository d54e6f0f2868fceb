-- When an entity was made.
select created_at from entity where entity_id = $1
