-- Holds on to an entity's documents together with others who post: a row cannot be locked by whoever may not
-- change it. The first number tells this lock from any other.
select pg_advisory_xact_lock_shared(7001, cast(entity_id as integer))
from entity where entity_id = $1
