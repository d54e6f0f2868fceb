-- A number that rises whenever what somebody may do can have changed: what was found at a number holds while it
-- stands. No statement can forget it.
create function kameral_rights_changed() returns trigger language plpgsql as $$
begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = access_counter.last_number + 1;
  return null;
end $$;
create trigger user_role_rights after insert or update or delete on user_role
for each statement execute function kameral_rights_changed();
create trigger role_permission_rights after insert or update or delete on role_permission
for each statement execute function kameral_rights_changed();
create trigger licence_holding_rights after insert or update or delete on licence_holding
for each statement execute function kameral_rights_changed();
create trigger licence_number_rights after insert or update or delete on licence_number
for each statement execute function kameral_rights_changed();
create trigger app_user_rights after insert or update of active, kind or delete on app_user
for each statement execute function kameral_rights_changed();
