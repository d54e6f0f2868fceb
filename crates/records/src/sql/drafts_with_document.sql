-- Drafts that are worked on and name a document by its hash.
select count(*) as drafts from draft
where entity_id = $1 and state in ('working', 'parked') and content like '%' || $2 || '%'
