-- The end of an entity's processing history, and where its chain begins.
select last_seq, sealed_from from history_head where entity_id = $1
