-- A draft its owner, or anyone while it is parked, may look at.
select draft_id, owner, owner_name, state, note, version, changed_by_name, updated_at, posted_seq, content, raw
from draft where entity_id = $1 and draft_id = $2 and (owner = $3 or state = 'parked')
