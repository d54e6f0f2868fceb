-- The day a party was first kept as a supplier.
select v.saved_on from party_version as v
where v.entity_id = $1 and v.party = $2 and v.roles like '% supplier %'
order by v.change_no limit 1
