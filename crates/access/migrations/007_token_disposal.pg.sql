-- A token that opens nothing any more may leave when the log of what was disposed of names it (OPS-14).
create function kameral_disposed_token() returns trigger language plpgsql as $$ begin
  if not exists (
    select 1 from disposed as d join api_token as t on d.subject = 'token/' || encode(t.token_sha256, 'hex')
    where d.record = 'sign_in' and t.token_id = old.token_id
  ) then
    raise exception 'append-only: %', tg_table_name using errcode = 'KA001';
  end if;
  return old;
end $$;
create trigger api_token_disposed before delete on api_token
  for each row execute function kameral_disposed_token();
create trigger api_token_permission_disposed before delete on api_token_permission
  for each row execute function kameral_disposed_token();
create trigger api_token_place_disposed before delete on api_token_place
  for each row execute function kameral_disposed_token();
grant delete on api_token, api_token_permission, api_token_place to kameral_app;
