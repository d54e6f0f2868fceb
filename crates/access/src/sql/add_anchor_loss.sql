-- A person accepts a database that is not the one an anchor knows.
insert into anchor_loss (number, accepted_by, accepted_at, reason) values ($1, $2, $3, $4)
