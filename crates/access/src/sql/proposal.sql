-- One proposal.
select proposal, kind, subject, content, reason, valid_to, sha256, proposed_by, proposed_by_name, proposed_at,
       state, decided_by_name, decided_at, decision
from proposal where entity_id = $1 and proposal = $2
