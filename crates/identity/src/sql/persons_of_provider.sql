-- Everybody a provider has said of, by number.
select user_id, subject, external_id, gone_at, version, changed_at
from identity_person where provider = $1
order by user_id
