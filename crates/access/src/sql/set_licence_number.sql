-- Keeps how many persons may hold a class from a day on.
insert into licence_number (licence_number_id, class, valid_from, persons, kept_at, kept_by)
values ($1, $2, $3, $4, $5, $6)
