-- Whether a natural person holds a role anywhere, now or later, by any of their accounts, or has it lent.
select count(*) as grants
from user_role g
where g.role = $2 and g.taken_at is null
  and (g.user_id = $1
    or exists (select 1 from user_person a join user_person b on b.person = a.person
               where a.user_id = $1 and b.user_id = g.user_id)
    or exists (select 1 from substitute s
               where s.principal_id = g.user_id and s.entity_id = g.entity_id and s.taken_at is null
                 and s.valid_to >= $3 and (s.roles = '' or ' ' || s.roles || ' ' like '% ' || $2 || ' %')
                 and (s.user_id = $1
                   or exists (select 1 from user_person a join user_person b on b.person = a.person
                              where a.user_id = $1 and b.user_id = s.user_id))))
