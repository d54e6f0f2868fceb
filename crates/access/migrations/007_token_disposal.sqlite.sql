-- A token that opens nothing any more may leave when the log of what was disposed of names it (OPS-14).
create trigger api_token_no_delete before delete on api_token
when not exists (
  select 1 from disposed as d join api_token as t on d.subject = 'token/' || lower(hex(t.token_sha256))
  where d.record = 'sign_in' and t.token_id = old.token_id)
begin select raise(abort, 'append-only: api_token'); end;
create trigger api_token_permission_no_delete before delete on api_token_permission
when not exists (
  select 1 from disposed as d join api_token as t on d.subject = 'token/' || lower(hex(t.token_sha256))
  where d.record = 'sign_in' and t.token_id = old.token_id)
begin select raise(abort, 'append-only: api_token_permission'); end;
create trigger api_token_place_no_delete before delete on api_token_place
when not exists (
  select 1 from disposed as d join api_token as t on d.subject = 'token/' || lower(hex(t.token_sha256))
  where d.record = 'sign_in' and t.token_id = old.token_id)
begin select raise(abort, 'append-only: api_token_place'); end;
