-- A directory has somebody no longer.
update identity_person set gone_at = $3, version = version + 1, changed_at = $3
where provider = $1 and user_id = $2
