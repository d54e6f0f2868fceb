-- How many persons have accepted a database that is not the one an anchor knows.
select count(*) as persons from anchor_loss where number = $1
