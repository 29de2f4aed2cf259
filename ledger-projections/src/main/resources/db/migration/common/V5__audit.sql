-- View "audit" finds events by more, and knows what was corrected and approved. It is followed anew
-- from the first event.
truncate table audit_event;
delete from token_entry where processor_name = 'audit';

-- imported is history from before this ledger.
alter table audit_event add column imported boolean not null;

-- Each filter of the search has an index that gives its events by position. Recorded times never go
-- back along positions, so a range of them is a range of positions, once its ends are found.
drop index audit_event_recorded;
create index audit_event_recorded on audit_event (recorded_at, position);
drop index audit_event_correlation;
create index audit_event_correlation on audit_event (correlation_id, position);
create index audit_event_type on audit_event (type, position);
create index audit_event_entitlement on audit_event (entitlement, position);
create index audit_event_contract on audit_event (contract_id, position);
create index audit_event_occurred on audit_event (occurred_at, position);
create index audit_event_backdated on audit_event (backdated, position);
create index audit_event_imported on audit_event (imported, position);

-- The event by which a thing was used, held or ordered: what a void or reversal of it corrects.
create table audit_use (
  account_id varchar not null,
  collection varchar not null,
  item_id varchar not null,
  position bigint not null,
  primary key (account_id, collection, item_id)
);

-- What voids and reversals corrected: corrects is the position of the event that did not happen as
-- it was recorded, position that of the void or reversal.
create table audit_correction (
  corrects bigint not null primary key,
  position bigint not null,
  account_id varchar not null
);

create index audit_correction_position on audit_correction (position);

-- Events that are there because a second person approved it, and both persons.
create table audit_approval (
  position bigint not null primary key,
  requested_by varchar not null,
  approved_by varchar not null
);

-- Adjustments, and commands that a rule let wait for another person: collection is adjustments or
-- approvals, requested the position of the request. outcome and decided_by are absent while it
-- waits; position is then that of the request, else that of the decision.
create table audit_request (
  account_id varchar not null,
  collection varchar not null,
  item_id varchar not null,
  requested bigint not null,
  requested_by varchar not null,
  outcome varchar,
  decided_by varchar,
  position bigint not null,
  primary key (account_id, collection, item_id)
);

create index audit_request_requested on audit_request (requested);
