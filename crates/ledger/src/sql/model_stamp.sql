-- The stamp of a version of the accounting model.
select stamp from model_change where entity_id = $1 and version = $2
