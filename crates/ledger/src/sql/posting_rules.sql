-- Versions of posting rules.
select rule, version, content_json from posting_rule where entity_id = $1 order by rule, version
