-- Adds a revision of the settings.
insert into party_setting (entity_id, revision, highlight_days, saved_at, saved_by, saved_by_name)
values ($1, $2, $3, $4, $5, $6)
