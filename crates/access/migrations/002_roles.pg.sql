-- What the program's own role may do here is what it needs and no more (reliability rule 16).
revoke delete on substitute, licence_number, licence_holding from kameral_app;
revoke update on substitute, licence_number, licence_holding, role_report from kameral_app;
grant update (taken_at, taken_by) on substitute to kameral_app;
grant update (valid_to) on licence_holding to kameral_app;
grant update (kind) on app_user to kameral_app;
grant update (on_behalf_of) on session to kameral_app;
