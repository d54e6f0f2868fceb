-- How many bytes a document is.
select cast(length(content) as bigint) as bytes from attachment where entity_id = $1 and sha256 = $2
