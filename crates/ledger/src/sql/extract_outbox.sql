-- Every part of a file that was made, to look for a person in.
select kind, number, content from outbox_chunk where entity_id = $1 order by kind, number, chunk
