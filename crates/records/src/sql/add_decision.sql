-- Keeps a proposed decision on disposal.
insert into disposal_decision (entity_id, decision_no, record, reference, decided_on, through_year, earliest_on,
                               series, proposed_at, proposed_by, proposed_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
