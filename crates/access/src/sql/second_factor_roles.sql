-- Roles that require a second factor.
select role from role_second_factor order by role
