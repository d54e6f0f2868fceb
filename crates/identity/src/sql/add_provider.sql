-- A provider's next version.
insert into identity_provider (provider, version, settings, changed_at, changed_by)
values ($1, $2, $3, $4, $5)
