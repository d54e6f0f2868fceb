-- The head of a draft, locked until the transaction ends.
update draft set version = version where entity_id = $1 and draft_id = $2
returning draft_id, owner, owner_name, state, note, version, changed_by_name, updated_at, posted_seq
