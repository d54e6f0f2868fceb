-- Every movement of a budget year, in the order they were registered.
select movement, item, year, kind, amount_ore, decided_on, document, note, takes_back, registered_by_name, registered_at
from appropriation_movement where entity_id = $1 and year = $2
order by movement
