-- Every commitment, in the order they were registered.
select commitment, item, counterparty, decided_on, document, note, total_ore, first_paragraph,
       registered_by_name, registered_at
from commitment where entity_id = $1
order by commitment
