-- Saves a template; changes nothing when its name is somebody else's.
insert into voucher_template (entity_id, template, owner, owner_name, shared, content, updated_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (entity_id, template) do update set owner_name = excluded.owner_name, shared = excluded.shared,
  content = excluded.content, updated_at = excluded.updated_at
where voucher_template.owner = excluded.owner
