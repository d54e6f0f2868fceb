-- The place of the last change.
select last_change from party_counter where entity_id = $1
