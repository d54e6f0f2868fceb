-- What the program's own role may do here is what it needs and no more (reliability rule 16).
revoke delete on api_token, api_token_permission, api_token_place, installation_key from kameral_app;
revoke update on role_second_factor, installation_key, totp, recovery_code, passkey, api_token,
  api_token_permission, api_token_place from kameral_app;
grant update (token_sha256, factors, method, proven_at, form_seed, renew) on session to kameral_app;
grant update (confirmed_at, last_step) on totp to kameral_app;
grant update (used_at) on recovery_code to kameral_app;
grant update (credential, used_at, name) on passkey to kameral_app;
grant update (used_at, revoked_at, revoked_by) on api_token to kameral_app;
