-- Reports a role is limited to, before they are written anew.
delete from role_report where role = $1
