-- Drafts whose content has a text: the hash of a document.
select content from draft where entity_id = $1 and content like $2 order by draft_id
