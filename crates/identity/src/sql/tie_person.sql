-- A provider's person is this user.
insert into identity_person (provider, user_id, subject, external_id, version, changed_at)
values ($1, $2, $3, $4, 1, $5)
on conflict (provider, user_id) do update
set subject = coalesce(excluded.subject, identity_person.subject),
    external_id = coalesce(excluded.external_id, identity_person.external_id),
    gone_at = null, version = identity_person.version + 1, changed_at = excluded.changed_at
