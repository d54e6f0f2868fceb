-- The role is had with one factor.
delete from role_second_factor where role = $1
