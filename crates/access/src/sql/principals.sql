-- For whom a user may act on a day.
select distinct p.user_id, p.login, p.name, s.entity_id
from substitute s join app_user p on p.user_id = s.principal_id
where s.user_id = $1 and s.taken_at is null and s.valid_from <= $2 and s.valid_to >= $2 and p.active
order by p.name, p.user_id, s.entity_id
