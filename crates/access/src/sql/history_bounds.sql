-- The first and the last line of an entity's history whose commands began between two moments.
select min(history_seq) as first_seq, max(history_seq) as last_seq
from history where entity_id = $1 and at >= $2 and at < $3
