-- Every document with its content.
select sha256, content from attachment where entity_id = $1
