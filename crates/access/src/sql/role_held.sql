-- Whether a user holds a role in an entity already, for the same rows and at the same time.
select count(*) as roles from user_role
where user_id = $1 and entity_id = $2 and role = $3 and conditions = $4
  and taken_at is null
  and (valid_from is null or cast($6 as date) is null or valid_from <= $6)
  and (valid_to is null or cast($5 as date) is null or valid_to >= $5)
