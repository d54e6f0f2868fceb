-- Roles that govern people, roles or the installation.
select distinct role from role_permission
where permission in ('user.manage', 'role.manage', 'system.manage')
order by role
