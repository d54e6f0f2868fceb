-- Whether there is such a role.
select count(*) as roles from role where role = $1
