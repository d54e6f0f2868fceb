-- Sets or lifts a block.
insert into party_block (entity_id, party, change_no, what, blocked, reason, saved_at, saved_by, saved_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
