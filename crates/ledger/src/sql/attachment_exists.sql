-- Whether a document is kept.
select media_type from attachment where entity_id = $1 and sha256 = $2
