-- Substitutes of an entity, now or later, by natural person, with whom they act for and in which roles.
select s.user_id, u.login, u.name, p.person, s.principal_id, w.login as principal, s.roles, s.valid_from, s.valid_to
from substitute s
join app_user u on u.user_id = s.user_id
join app_user w on w.user_id = s.principal_id
left join user_person p on p.user_id = s.user_id
where s.entity_id = $1 and s.taken_at is null and u.active and w.active
order by s.substitute_id
