-- The same as on PostgreSQL, whose planner needs it.
drop index register_recorded;
alter table register add column list_id varchar
  generated always as (account_id || ' ' || collection);
create index register_list on register (list_id, recorded, ordinal);
