-- What the program's own role may do here is what it needs and no more (reliability rule 16).
revoke update, delete on identity_provider, identity_grant from kameral_app;
revoke update on identity_proof, directory_member from kameral_app;
revoke delete on identity_person, directory_token from kameral_app;
revoke update on identity_person, directory_group, directory_token from kameral_app;
grant update (subject, external_id, gone_at, version, changed_at) on identity_person to kameral_app;
grant update (name, external_id, version, changed_at) on directory_group to kameral_app;
grant update (ended_at) on directory_token to kameral_app;
