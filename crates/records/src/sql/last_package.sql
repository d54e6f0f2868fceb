-- The last number of a package.
select cast(coalesce(max(package_no), 0) as bigint) as last from archive_package where entity_id = $1
