-- Holds on to an entity's documents alone, once everybody who posts with one has committed.
select pg_advisory_xact_lock(7001, cast(entity_id as integer))
from entity where entity_id = $1
