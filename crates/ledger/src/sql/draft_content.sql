-- The content of a draft.
select content, raw from draft where entity_id = $1 and draft_id = $2
