-- What has been told of a period is asked of every group of vouchers: one look into this index.
create index outbox_file_by_period on outbox_file (entity_id, kind, period_to, number);
