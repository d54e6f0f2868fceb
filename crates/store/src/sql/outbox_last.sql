-- The last number of a kind; 0 where there is none.
select coalesce(max(number), 0) as number from outbox_file where entity_id = $1 and kind = $2
