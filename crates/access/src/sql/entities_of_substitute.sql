-- Entities in which a user may act for another on a day.
select distinct entity_id from substitute
where user_id = $1 and principal_id = $2 and taken_at is null and valid_from <= $3 and valid_to >= $3
order by entity_id
