-- What rules have posted in a period is summed from the index alone.
create index voucher_line_by_rule on voucher_line
  (entity_id, year, period, generated_by, generated_version, coding_id, amount_ore) where generated_by <> '';
