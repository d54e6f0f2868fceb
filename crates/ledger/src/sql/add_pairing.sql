-- A pairing, with where the journal ended then.
insert into pairing (entity_id, pairing_id, account, journal_seq, paired_at, paired_by, paired_by_name, undoes)
values ($1, $2, $3, $4, $5, $6, $7, $8)
