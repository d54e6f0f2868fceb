-- What the tables have come by.
select crate_name, file, sha256 from migration order by crate_name, file
