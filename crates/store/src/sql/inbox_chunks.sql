-- The bytes of a received file, in order.
select content from inbox_chunk
where entity_id = $1 and kind = $2 and sha256 = $3
order by chunk
