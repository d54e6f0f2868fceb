-- The last pairing's number, 0 when there is none; read while the journal's end is locked.
select coalesce(max(pairing_id), 0) as pairing_id from pairing where entity_id = $1
