-- Other entities where a user holds or held a role, or is or was a substitute or has one.
select entity_id from user_role where user_id = $1 and entity_id <> $2
union select entity_id from substitute where (user_id = $1 or principal_id = $1) and entity_id <> $2
order by 1
