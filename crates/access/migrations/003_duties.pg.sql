-- What the program's own role may do here is what it needs and no more (reliability rule 16).
revoke delete on user_person, duty_act, duty_exception, proposal from kameral_app;
revoke update on user_person, duty_act, duty_exception, proposal from kameral_app;
grant update (person, tied_at, tied_by) on user_person to kameral_app;
grant update (ended_at, ended_by_name) on duty_exception to kameral_app;
grant update (state, decided_by, decided_by_name, decided_at, decision) on proposal to kameral_app;
