-- The next version of a draft's head.
update draft set version = $3, owner = $4, owner_name = $5, state = $6, note = $7, changed_by_name = $8,
  updated_at = $9, posted_seq = $10
where entity_id = $1 and draft_id = $2
