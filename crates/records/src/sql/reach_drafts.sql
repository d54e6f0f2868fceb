-- Drafts that are posted or discarded and were last changed before a moment, after a number.
select draft_id, content from draft
where entity_id = $1 and state in ('posted', 'discarded') and updated_at < $2 and draft_id > $3
order by draft_id limit $4
