-- Forgets proofs that are too old to be shown again.
delete from identity_proof where provider = $1 and taken_at < $2
