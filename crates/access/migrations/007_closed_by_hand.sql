-- Whether a user was closed by somebody who manages users, rather than by a directory. Who closed those that are
-- closed already is not known: they are opened by hand.
alter table app_user add column closed_by_hand boolean not null default false;
update app_user set closed_by_hand = true where not active;
