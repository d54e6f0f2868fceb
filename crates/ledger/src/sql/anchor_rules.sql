-- The last change of an entity's accounting model, for an anchor.
select version, stamp from model_change where entity_id = $1 order by version desc limit 1
