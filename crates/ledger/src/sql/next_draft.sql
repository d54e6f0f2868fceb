-- The next number of a draft, its counter locked until the transaction ends.
insert into draft_head (entity_id, last_draft) values ($1, 1)
on conflict (entity_id) do update set last_draft = draft_head.last_draft + 1
returning last_draft
