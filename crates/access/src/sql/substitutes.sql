-- Substitutes in an entity, also those whose time has ended.
select s.substitute_id, u.login, u.name, p.login as principal, p.name as principal_name, s.roles,
       s.valid_from, s.valid_to, s.decision, s.decided_on, s.given_at, s.taken_at
from substitute s
join app_user u on u.user_id = s.user_id
join app_user p on p.user_id = s.principal_id
where s.entity_id = $1
order by s.valid_from desc, s.substitute_id desc
