-- Registers a package.
insert into archive_package (entity_id, package_no, year, as_of, folder, file_count, file_bytes, journal_seq,
                             journal_hash, manifest_sha256, made_at, made_by, made_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
