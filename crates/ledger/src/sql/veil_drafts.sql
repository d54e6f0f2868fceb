-- What is typed in drafts that are worked on.
select content from draft where entity_id = $1 and state in ('working', 'parked') order by draft_id
