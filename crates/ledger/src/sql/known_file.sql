-- What posting a received file came to, as it was told then.
select detail from inbox_outcome
where entity_id = $1 and kind = $2 and sha256 = $3 and outcome = 'posted' order by number limit 1
