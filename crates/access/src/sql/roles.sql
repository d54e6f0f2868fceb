-- Every role with what it permits.
select r.role, r.name, r.name_en, r.description, r.own, f.role is not null as second_factor, p.permission
from role r
left join role_second_factor f on f.role = r.role
left join role_permission p on p.role = r.role
order by r.role, p.permission
