-- Decides on a proposal, once, as it was seen.
update proposal set state = $4, decided_by = $5, decided_by_name = $6, decided_at = $7, decision = $8
where entity_id = $1 and proposal = $2 and state = 'open' and sha256 = $3
