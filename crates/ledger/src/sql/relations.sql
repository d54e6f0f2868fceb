-- Relations between dimensions.
select relation, from_dimension, name, name_en from relation where entity_id = $1 order by relation
