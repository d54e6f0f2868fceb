-- Adds a run and the vouchers it posted and took back.
insert into allocation_run
  (entity_id, run_no, year, period, mark, version, journal_seq, replaced_seq, posted_at, posted_by, posted_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
