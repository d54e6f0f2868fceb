-- Registers what came of looking at a package again.
insert into archive_verification (entity_id, verification_no, manifest_sha256, damages, first_damage, verified_at,
                                  verified_by, verified_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8)
