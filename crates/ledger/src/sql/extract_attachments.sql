-- Every document with its content, to look for a person in.
select sha256, content from attachment where entity_id = $1
