-- Lets the bytes of a file that came go, which the log has named.
delete from inbox_chunk where entity_id = $1 and kind = $2 and sha256 = $3
