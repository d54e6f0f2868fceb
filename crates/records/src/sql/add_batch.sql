-- Keeps a batch of a run.
insert into disposal_batch (entity_id, run_no, batch_no, decision_no, disposed, file_bytes, run_at, run_by, run_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
