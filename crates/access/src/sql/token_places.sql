-- Where a token opens anything.
select place_id from api_token_place where token_id = $1 order by place_id
