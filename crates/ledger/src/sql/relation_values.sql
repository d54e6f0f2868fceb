-- Pairs of every relation, in their order.
select relation, from_pattern, to_value, valid_from, valid_to
from relation_value where entity_id = $1 order by relation, row_no
