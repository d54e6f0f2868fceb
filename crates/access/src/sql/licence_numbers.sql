-- Every number that was kept; of two from the same day the later one counts.
select class, valid_from, persons from licence_number order by class, valid_from, licence_number_id
