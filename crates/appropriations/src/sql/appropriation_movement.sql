-- One movement of an appropriation.
select movement, item, year, kind, amount_ore, decided_on, document, note, takes_back, registered_by_name, registered_at
from appropriation_movement where entity_id = $1 and movement = $2
