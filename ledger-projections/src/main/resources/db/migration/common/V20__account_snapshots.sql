-- States of large accounts after some of their events, so that a command need not fold all of these.
-- They are a cache: rows may be deleted at any time, and only the code that wrote one reads it.

-- version counts the events of the state; position and event_id are those of the last of them. A state
-- is as many pieces as pieces says, since a row of H2 holds no more than a MiB; hash is that of all.
create table account_snapshot (
  account_id varchar not null,
  version bigint not null,
  piece integer not null,
  pieces integer not null,
  position bigint not null,
  event_id uuid not null,
  code_version varchar not null,
  hash varchar not null,
  state bytea not null,
  primary key (account_id, version, piece)
);
