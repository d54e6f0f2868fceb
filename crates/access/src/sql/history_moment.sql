-- When the command of a line began: with its number, the line's place in a page.
select at from history where entity_id = $1 and history_seq = $2
