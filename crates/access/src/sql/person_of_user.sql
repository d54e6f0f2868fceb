-- The mark of the natural person behind an account.
select person from user_person where user_id = $1
