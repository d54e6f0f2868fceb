-- A number that rises whenever what somebody may do can have changed: what was found at a number holds while it
-- stands. No statement can forget it.
create trigger user_role_rights_insert after insert on user_role begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger user_role_rights_update after update on user_role begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger user_role_rights_delete after delete on user_role begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger role_permission_rights_insert after insert on role_permission begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger role_permission_rights_update after update on role_permission begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger role_permission_rights_delete after delete on role_permission begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger licence_holding_rights_insert after insert on licence_holding begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger licence_holding_rights_update after update on licence_holding begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger licence_holding_rights_delete after delete on licence_holding begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger licence_number_rights_insert after insert on licence_number begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger licence_number_rights_update after update on licence_number begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger licence_number_rights_delete after delete on licence_number begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger app_user_rights_insert after insert on app_user begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger app_user_rights_update after update of active, kind on app_user begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
create trigger app_user_rights_delete after delete on app_user begin
  insert into access_counter (name, last_number) values ('rights', 1)
  on conflict (name) do update set last_number = last_number + 1;
end;
