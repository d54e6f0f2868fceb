-- What a role permits, before it is written anew.
delete from role_permission where role = $1
