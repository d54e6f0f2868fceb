-- Passes a number that a party took, so that it is not given again.
update party_counter set last_number = $2 where entity_id = $1 and last_number < $2
