-- Every provider as it is now, by code.
select p.provider, p.version, p.settings, p.changed_at, p.changed_by
from identity_provider p
where p.version = (select max(l.version) from identity_provider l where l.provider = p.provider)
order by p.provider
