-- Parked drafts of the entity, the latest first.
select draft_id, owner, owner_name, state, note, version, changed_by_name, updated_at, posted_seq,
       voucher_date, text, line_count, turnover_ore
from draft where entity_id = $1 and state = 'parked'
order by updated_at desc, draft_id desc limit $2
