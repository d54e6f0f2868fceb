-- Who is said to be an integration signs in no more.
grant update (robot) on app_user to kameral_app;
