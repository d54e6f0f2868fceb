-- The same of what was not accepted.
-- The last row is the last line that was looked at, and how many were.
with place as (
  select history_seq
  from history
  where entity_id = $1 and (at, history_seq) < ($2, $3) and (at, history_seq) >= ($4, $5)
    and outcome <> 'accepted' and outcome = $8
  order by at desc, history_seq desc limit $12
),
looked as (
  select h.history_seq, h.at, h.actor, h.actor_name, h.on_behalf_of, h.role, h.channel, h.address, h.client, h.command, h.subject, h.outcome, h.detail, h.rules
  from place as p cross join history as h
  where h.entity_id = $1 and h.history_seq = p.history_seq
)
select history_seq, at, actor, actor_name, on_behalf_of, role, channel, address, client, command, subject, outcome, detail, rules, 0 as looked_at
from (
  select * from looked
  where true
    and (cast($6 as bigint) is null or actor = $6)
    and (cast($7 as text) is null or command = $7)
    and (cast($8 as text) is null or outcome = $8)
    and (cast($9 as text) is null or address = $9)
    and (cast($10 as text) is null or replace(detail, $10, '') <> detail or replace(rules, $10, '') <> rules
      or exists (
        select 1 from history_change as c
        where c.entity_id = $1 and c.history_seq = looked.history_seq
          and (cast($13 as bigint) = 1
            or c.register not in
              ('user', 'user_role', 'user_person', 'duty_exception', 'proposal', 'substitute', 'licence', 'api_token', 'protection'))
          and (replace(c.object, $10, '') <> c.object or replace(c.before_text, $10, '') <> c.before_text
            or replace(c.after_text, $10, '') <> c.after_text)))
  order by at desc, history_seq desc limit $11
) as found
union all
select history_seq, at, actor, actor_name, on_behalf_of, role, channel, address, client, command, subject, outcome, detail, rules, (select count(*) from place)
from (select * from looked order by at, history_seq limit 1) as furthest
order by looked_at, at desc, history_seq desc
