-- Dimensions in order of position.
select position, code, name, name_en, indirect, derived_by, free_values, length_max, sie_dimension, valid_from, valid_to
from dimension where entity_id = $1 order by position
