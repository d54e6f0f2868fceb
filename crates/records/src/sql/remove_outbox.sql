-- Lets the bytes of a file that left go, which the log has named.
delete from outbox_chunk where entity_id = $1 and kind = $2 and number = $3
