-- Whether somebody's reading of what is kept of people was told since a moment.
select count(*) as lines from history
where entity_id = $1 and command = $2 and subject = $3 and at >= $4 and actor = $5 and actor_name = $6
  and detail = $7
