-- A provider as it is now.
select provider, version, settings, changed_at, changed_by
from identity_provider where provider = $1
order by version desc limit 1
