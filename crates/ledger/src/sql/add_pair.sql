-- Adds a pair to a relation.
insert into relation_value (entity_id, relation, row_no, from_pattern, to_value, valid_from, valid_to)
values ($1, $2, $3, $4, $5, $6, $7)
