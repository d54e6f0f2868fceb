-- Keeps what another said of a proposal.
insert into disposal_verdict (entity_id, decision_no, outcome, given_at, given_by, given_by_name)
values ($1, $2, $3, $4, $5, $6)
