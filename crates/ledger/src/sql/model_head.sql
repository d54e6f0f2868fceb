-- Version and stamp of the accounting model.
select version, stamp from model_head where entity_id = $1
