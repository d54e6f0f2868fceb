-- Sets the state of a period in a module.
insert into period_state (entity_id, year, period, module, state, changed_by_name, changed_at, reason)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (entity_id, year, period, module) do update set state = excluded.state,
  changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at, reason = excluded.reason
