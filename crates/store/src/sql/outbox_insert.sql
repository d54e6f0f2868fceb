-- A file that was just made.
insert into outbox_file (entity_id, kind, number, file_name, period_from, period_to, journal_seq, charset,
                         file_bytes, sha256, made_at, made_by, made_by_name, seal)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
