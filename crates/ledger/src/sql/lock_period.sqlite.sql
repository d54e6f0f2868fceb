-- State of a period. SQLite has one writer, who already holds the database.
select state from period_state where entity_id = $1 and year = $2 and period = $3 and module = $4
