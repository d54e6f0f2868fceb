-- A version of a register of settings.
insert into exchange_setting (entity_id, register, version, valid_from, content, changed_at, changed_by, changed_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8)
