-- Lets a draft go that the log has named.
delete from draft where entity_id = $1 and draft_id = $2
