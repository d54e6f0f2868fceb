-- A role is limited to a report, beside others.
insert into role_report (role, report) values ($1, $2)
on conflict (role, report) do nothing
