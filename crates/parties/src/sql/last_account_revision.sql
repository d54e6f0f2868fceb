-- The last revision of an account's version from a day.
select revision from party_account where entity_id = $1 and party = $2 and account_no = $3 and valid_from = $4
order by revision desc limit 1
