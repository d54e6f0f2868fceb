-- Whether anybody has signed in with this browser not long ago.
select count(*) as devices from device where mark_sha256 = $1 and used_at > $2
