-- What every role permits.
select role, permission from role_permission
order by role, permission
