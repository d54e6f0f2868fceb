-- Adds a mark of secrecy, or what lifts one.
insert into secrecy_mark (entity_id, mark_no, kind, subject, statute, reason, valid_from, valid_to, lifts, marked_at,
  marked_by, marked_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
