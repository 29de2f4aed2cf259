-- A file of redemptions is written in pieces. Only one that is complete is shown; an abandoned one
-- is waiting to be removed. beat_at says when the node that writes a running one was last alive.
alter table reconciliation add column state varchar default 'complete' not null;
alter table reconciliation add column beat_at timestamp(6) with time zone;
