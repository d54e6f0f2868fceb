-- What a draft says, to be hidden.
select text, note, content, version from draft where entity_id = $1 and draft_id = $2
