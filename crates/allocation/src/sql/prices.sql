-- Standard prices with every revision.
select dimension, resource, unit, valid_from, revision, price_ore, proposed, saved_at, saved_by_name from standard_price
where entity_id = $1 order by dimension, resource, unit, valid_from, revision
