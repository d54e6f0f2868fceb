-- The highest number that a party has, of those the register could have given.
select last_number from party_counter where entity_id = $1
