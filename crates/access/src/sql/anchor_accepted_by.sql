-- Whether a person has accepted a database that is not the one an anchor knows.
select count(*) as persons from anchor_loss where number = $1 and accepted_by = $2
