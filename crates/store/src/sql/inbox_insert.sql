-- A file that has just been received.
insert into inbox_file (entity_id, kind, sha256, file_name, file_bytes, received_at, received_by)
values ($1, $2, $3, $4, $5, $6, $7)
