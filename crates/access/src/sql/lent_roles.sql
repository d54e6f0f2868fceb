-- In which roles a user may act for another in an entity on a day, and the names of both.
select u.name, p.name as principal, s.roles
from substitute s
join app_user u on u.user_id = s.user_id
join app_user p on p.user_id = s.principal_id
where s.user_id = $1 and s.principal_id = $2 and s.entity_id = $3 and u.active and p.active
  and s.taken_at is null and s.valid_from <= $4 and s.valid_to >= $4
order by s.substitute_id
