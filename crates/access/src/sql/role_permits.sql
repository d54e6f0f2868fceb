-- Whether a role gives a permission.
select count(*) as permitted from role_permission where role = $1 and permission = $2
