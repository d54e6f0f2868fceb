-- The bytes of a file of the outbox, in order.
select content from outbox_chunk
where entity_id = $1 and kind = $2 and number = $3
order by chunk
