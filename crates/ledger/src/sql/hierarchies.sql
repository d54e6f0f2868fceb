-- Hierarchies over values.
select hierarchy, dimension, name, name_en from hierarchy where entity_id = $1 order by hierarchy
