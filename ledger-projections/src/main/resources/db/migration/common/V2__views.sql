-- The views. Everything here is computed from the log alone, row by row in its order, and can be
-- rebuilt beside what stands here. In every table, position is that of the newest event that the
-- row reflects.

-- View "remaining": what a balance is computed from.

-- contracts and team are JSON lists of the events of these two capabilities, oldest first, each
-- with its position and recorded time; the terms that a contract pins stand in the table terms.
create table account (
  account_id varchar not null primary key,
  version bigint not null,
  opened bigint not null,
  position bigint not null,
  name varchar not null,
  zone varchar not null,
  contracts varchar not null,
  team varchar not null
);

create index account_opened on account (opened);

-- terms_id is the SHA-256 of the terms' JSON.
create table terms (
  terms_id varchar not null primary key,
  position bigint not null,
  terms varchar not null
);

-- What became of one source in one window of its entitlement, or in one hold (hold_id is empty
-- otherwise). until is when the row stops to matter for what is left: the end of the window of an
-- allowance, never for other sources. movement is the JSON of what granted or held it, revoked_at
-- the end of a grant before its time, recorded the position at which it was granted.
create table remaining (
  account_id varchar not null,
  until timestamp(6) with time zone not null,
  entitlement varchar not null,
  window_start timestamp(6) with time zone not null,
  window_end timestamp(6) with time zone not null,
  source_kind varchar not null,
  source_id varchar not null,
  hold_id varchar not null,
  consumed numeric(38, 12) not null,
  deducted numeric(38, 12) not null,
  lapsed numeric(38, 12) not null,
  held numeric(38, 12) not null,
  movement varchar,
  revoked_at timestamp(6) with time zone,
  recorded bigint not null,
  position bigint not null,
  primary key (
    account_id, until, entitlement, window_start, source_kind, source_id, hold_id)
);

-- View "movement": one row for each movement; ordinal counts those of one event from 0.
create table movement (
  position bigint not null,
  ordinal integer not null,
  account_id varchar not null,
  entitlement varchar not null,
  type varchar not null,
  kind varchar not null,
  quantity numeric(38, 12) not null,
  source_kind varchar not null,
  source_id varchar not null,
  window_start timestamp(6) with time zone not null,
  window_end timestamp(6) with time zone not null,
  effective_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  actor varchar not null,
  reason varchar,
  hold_id varchar,
  -- the JSON of the movement, where it says more than the columns
  detail varchar,
  primary key (position, ordinal)
);

create index movement_lines on movement (account_id, entitlement, effective_at, position, ordinal);

-- View "register": accelerators, vouchers, calls; item is its state as JSON. recorded and ordinal
-- are the position of its first event and its place in it.
create table register (
  account_id varchar not null,
  collection varchar not null,
  item_id varchar not null,
  recorded bigint not null,
  ordinal integer not null,
  position bigint not null,
  item varchar not null,
  primary key (account_id, collection, item_id)
);

create index register_recorded on register (account_id, collection, recorded, ordinal);

-- View "audit": what events are searched by; what they say stands in the log.
create table audit_event (
  position bigint not null primary key,
  account_id varchar not null,
  type varchar not null,
  actor varchar not null,
  occurred_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  entitlement varchar,
  contract_id varchar,
  correlation_id varchar,
  backdated boolean not null
);

create index audit_event_account on audit_event (account_id, position);
create index audit_event_actor on audit_event (actor, position);
create index audit_event_recorded on audit_event (recorded_at);
create index audit_event_correlation on audit_event (correlation_id);
