-- Whether a kind of change takes two, from a version on.
insert into four_eyes (kind, version, takes_two, set_at, set_by, set_by_name) values ($1, $2, $3, $4, $5, $6)
