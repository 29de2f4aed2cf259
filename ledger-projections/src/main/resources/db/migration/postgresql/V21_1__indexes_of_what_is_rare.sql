-- Few events have these: an index of all of them costs each event and serves none.
drop index audit_event_backdated;
create index audit_event_backdated on audit_event (position) where backdated;
drop index audit_event_imported;
create index audit_event_imported on audit_event (position) where imported;
drop index audit_event_correlation;
create index audit_event_correlation on audit_event (correlation_id, position)
  where correlation_id is not null;

-- Effective times run nearly along positions.
drop index audit_event_occurred;
create index audit_event_occurred on audit_event using brin (occurred_at)
  with (pages_per_range = 16, autosummarize = on);
