-- The last revision of a party's version from a day.
select revision from party_version where entity_id = $1 and party = $2 and valid_from = $3
order by revision desc limit 1
