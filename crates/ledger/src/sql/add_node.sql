-- Adds a node to a hierarchy.
insert into hierarchy_node (entity_id, hierarchy, node, parent, name, leaf_pattern, valid_from, valid_to)
values ($1, $2, $3, $4, $5, $6, $7, $8)
