-- Takes away the nodes of a hierarchy, which is replaced as a whole.
delete from hierarchy_node where entity_id = $1 and hierarchy = $2
