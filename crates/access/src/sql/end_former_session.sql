-- Ends the session a browser still had: whoever has its token may end it.
delete from session where token_sha256 = $1
