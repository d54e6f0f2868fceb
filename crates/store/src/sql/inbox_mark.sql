-- What became of a received file, after all that was said before.
insert into inbox_outcome (entity_id, kind, sha256, number, outcome, detail, decided_at)
values ($1, $2, $3,
        (select coalesce(max(number), 0) + 1 from inbox_outcome
         where entity_id = $1 and kind = $2 and sha256 = $3),
        $4, $5, $6)
