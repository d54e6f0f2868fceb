-- The hashes of an entity's documents, in order.
select sha256 from attachment where entity_id = $1 order by sha256
