-- The hash of a line of processing history; none for one from before the chain.
select hash from history where entity_id = $1 and history_seq = $2
