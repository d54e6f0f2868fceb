-- Lets a document go that the log has named.
delete from attachment where entity_id = $1 and sha256 = $2
