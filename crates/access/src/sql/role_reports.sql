-- Reports that roles are limited to.
select role, report from role_report order by role, report
