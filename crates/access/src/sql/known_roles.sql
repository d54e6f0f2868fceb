-- Codes of the roles there are.
select role from role order by role
