-- The last anchor.
select body from anchor order by number desc limit 1
