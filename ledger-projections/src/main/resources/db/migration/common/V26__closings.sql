-- The last day, in each account's zone, whose books are closed or being closed. It stands in the row
-- that every writer locks, so that commands and closings have one order on all nodes.
alter table head add column closed_through date;

-- Closings that are running: at most one. One that is done is an event of the ledger itself (account
-- id empty), and its row is gone. closed_before is what closed_through was before it; claimed_by and
-- beat_at tell the node that works on it, and when it was last alive.
create table closing (
  closing_id varchar not null primary key,
  through date not null,
  closed_before date,
  begun_at timestamp(6) with time zone not null,
  actor varchar not null,
  correlation_id varchar,
  claimed_by varchar,
  beat_at timestamp(6) with time zone
);
