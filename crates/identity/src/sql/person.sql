-- What a provider says of a user.
select user_id, subject, external_id, gone_at, version, changed_at
from identity_person where provider = $1 and user_id = $2
