-- The last day of a person's licence.
update licence_holding set valid_to = $2 where licence_holding_id = $1
