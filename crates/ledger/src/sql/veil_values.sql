-- Values of every dimension with the dimension's code.
select d.code, v.value, v.name
from dimension as d join dimension_value as v on v.entity_id = d.entity_id and v.position = d.position
where d.entity_id = $1 order by d.position, v.value
