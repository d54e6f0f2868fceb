-- Where a token opens anything.
insert into api_token_place (token_id, place_id) values ($1, $2)
