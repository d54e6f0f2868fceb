-- Version and stamp of the accounting model, locked until the transaction ends.
update model_head set version = version where entity_id = $1 returning version, stamp
