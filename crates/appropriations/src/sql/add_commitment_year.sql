-- Adds what is expected of a commitment in one year.
insert into commitment_year (entity_id, commitment, year, amount_ore) values ($1, $2, $3, $4)
