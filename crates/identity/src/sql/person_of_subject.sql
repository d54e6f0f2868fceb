-- The user that a provider's subject is.
select user_id from identity_person where provider = $1 and subject = $2
