-- Takes a proof; changes nothing when it was taken before.
insert into identity_proof (provider, proof_sha256, taken_at) values ($1, $2, $3)
on conflict (provider, proof_sha256) do nothing
