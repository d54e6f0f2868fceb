-- Anchors after a number, in order.
select body from anchor where number > $1 order by number
