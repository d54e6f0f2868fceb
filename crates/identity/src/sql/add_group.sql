-- A group of a directory; changes nothing when the name is taken.
insert into directory_group (provider, group_id, name, external_id, version, changed_at)
values ($1, $2, $3, $4, 1, $5)
on conflict (provider, name) do nothing
