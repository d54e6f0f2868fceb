-- The last number of a look at a package.
select cast(coalesce(max(verification_no), 0) as bigint) as last from archive_verification where entity_id = $1
