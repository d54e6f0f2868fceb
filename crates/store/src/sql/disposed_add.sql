-- Names what is about to leave.
insert into disposed (entity_id, disposed_no, record, subject, sha256, file_bytes, about, decision_no, run_no,
                      disposed_at, disposed_by, disposed_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
