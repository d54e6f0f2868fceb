-- State of a period, locked for a change: an update that changes nothing waits for every `for share`.
update period_state set state = state where entity_id = $1 and year = $2 and period = $3 and module = $4
returning state
