-- Forgets proofs that are too old to be shown again.
delete from identity_proof where taken_at < $1
