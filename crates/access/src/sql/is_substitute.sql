-- Whether a user may act for another on a day, in any entity.
select count(*) as entities from substitute
where user_id = $1 and principal_id = $2 and taken_at is null and valid_from <= $3 and valid_to >= $3
