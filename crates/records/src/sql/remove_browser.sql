-- Lets a browser go that the log has named.
delete from device where mark_sha256 = $1
