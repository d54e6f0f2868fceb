-- Places of the pairs of every relation.
select relation, row_no from relation_value where entity_id = $1 order by relation, row_no
