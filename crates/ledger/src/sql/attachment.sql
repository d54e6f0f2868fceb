-- A document.
select media_type, content from attachment where entity_id = $1 and sha256 = $2
