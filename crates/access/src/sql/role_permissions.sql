-- What a role permits.
select permission from role_permission where role = $1 order by permission
