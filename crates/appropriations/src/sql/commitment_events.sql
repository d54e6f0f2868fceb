-- What became of every commitment, in order.
select commitment, event, kind, happened_on, amount_ore, voucher, line_no, note, registered_by_name, registered_at
from commitment_event where entity_id = $1
order by commitment, event
