-- Values of every dimension.
select position, value, name, valid_from, valid_to, successor, attributes
from dimension_value where entity_id = $1 order by position, value
