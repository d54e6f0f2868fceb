-- The last line of an entity's processing history.
select history_seq, hash from history where entity_id = $1 order by history_seq desc limit 1
