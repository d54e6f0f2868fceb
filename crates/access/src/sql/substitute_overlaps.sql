-- Whether a user is another's substitute in an entity already, at the same time.
select count(*) as substitutes from substitute
where entity_id = $1 and user_id = $2 and principal_id = $3 and taken_at is null
  and valid_from <= $5 and valid_to >= $4
