-- Decisions on disposal with what another said of them, the latest first.
select d.decision_no, d.record, d.reference, d.decided_on, d.through_year, d.earliest_on, d.series, d.proposed_at,
       d.proposed_by, d.proposed_by_name, v.outcome, v.given_at, v.given_by, v.given_by_name
from disposal_decision as d
left join disposal_verdict as v on v.entity_id = d.entity_id and v.decision_no = d.decision_no
where d.entity_id = $1
order by d.decision_no desc
