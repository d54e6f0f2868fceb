-- Takes away the pairs of a relation, which is replaced as a whole.
delete from relation_value where entity_id = $1 and relation = $2
