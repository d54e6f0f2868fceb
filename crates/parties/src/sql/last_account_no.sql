-- The last account of a party.
select account_no from party_account where entity_id = $1 and party = $2 order by account_no desc limit 1
