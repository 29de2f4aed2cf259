-- The version of the time-zone rules that the ledger was last started with, in its only row: a start
-- that finds another one lists the open windows that the change would move.
create table zone_rules (
  one integer primary key check (one = 1),
  version varchar not null
);
