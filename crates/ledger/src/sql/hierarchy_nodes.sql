-- Nodes of every hierarchy.
select hierarchy, node, parent, name, leaf_pattern, valid_from, valid_to
from hierarchy_node where entity_id = $1 order by hierarchy, node
