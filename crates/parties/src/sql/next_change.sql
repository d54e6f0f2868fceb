-- The next place among the changes of the register.
update party_counter set last_change = last_change + 1 where entity_id = $1 returning last_change
