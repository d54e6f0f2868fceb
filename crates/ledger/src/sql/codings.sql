-- Codings with a number above one that is known already.
select coding_id, coding_key from coding where entity_id = $1 and coding_id > $2 order by coding_id
