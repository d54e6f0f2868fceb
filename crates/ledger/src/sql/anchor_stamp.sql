-- The stamp of the version of the accounting model that an anchor names.
select stamp from model_change where entity_id = $1 and version = $2
