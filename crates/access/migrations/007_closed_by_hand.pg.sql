-- What the program's own role may do here is what it needs and no more (reliability rule 16).
grant update (closed_by_hand) on app_user to kameral_app;
