-- Every part of a file that came in, to look for a person in.
select kind, sha256, content from inbox_chunk where entity_id = $1 order by kind, sha256, chunk
