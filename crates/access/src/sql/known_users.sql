-- Everybody who can sign in, by name, login and the person an account is tied to.
select u.user_id, u.login, u.name, p.person
from app_user as u left join user_person as p on p.user_id = u.user_id
where not u.robot order by u.user_id
