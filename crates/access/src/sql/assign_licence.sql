-- Gives a person a licence.
insert into licence_holding (licence_holding_id, user_id, class, valid_from, given_at, given_by)
values ($1, $2, $3, $4, $5, $6)
