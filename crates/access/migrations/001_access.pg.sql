-- What the program's own role may do here is what it needs and no more (reliability rule 16).
revoke delete on access_counter, app_user, role, user_role, history_head, command_key from kameral_app;
revoke update on app_user, user_role, role_permission, session, device, command_key from kameral_app;
grant update (password_hash, active, signed_in_at) on app_user to kameral_app;
grant update (taken_at, taken_by) on user_role to kameral_app;
grant update (entity_id, last_seen_at) on session to kameral_app;
grant update (used_at) on device to kameral_app;
grant update (answer) on command_key to kameral_app;
