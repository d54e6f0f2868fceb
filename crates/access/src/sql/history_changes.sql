-- What the lines between two places changed, in order.
select history_seq, place, register, object, field, before_text, after_text
from history_change where entity_id = $1 and history_seq > $2 and history_seq <= $3 order by history_seq, place
