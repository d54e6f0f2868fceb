-- Takes a number for a party.
insert into party (entity_id, party, added_at, added_by, added_by_name) values ($1, $2, $3, $4, $5)
