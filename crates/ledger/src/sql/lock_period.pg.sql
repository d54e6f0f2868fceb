-- State of a period, locked: on PostgreSQL a plain read would let it be closed meanwhile.
select state from period_state where entity_id = $1 and year = $2 and period = $3 and module = $4 for share
