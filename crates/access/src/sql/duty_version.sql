-- The version of the rules of separation, and of what takes two. Asked in every command's own
-- transaction, so that a rule that was changed counts at once.
select coalesce(max(last_number), 0) as version from access_counter where name = 'duty'
