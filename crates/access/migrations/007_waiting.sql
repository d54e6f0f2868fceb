-- Open proposals are counted on every page of those who decide on them; the decided ones only grow in number.
create index proposal_open on proposal (entity_id, valid_to) where state = 'open';
