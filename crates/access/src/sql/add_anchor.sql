-- One anchor in the installation's list.
insert into anchor (number, made_at, body) values ($1, $2, $3)
