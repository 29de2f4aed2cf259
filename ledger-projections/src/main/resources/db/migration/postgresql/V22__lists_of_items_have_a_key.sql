-- Without statistics the planner looked items up by the index of their list, which knows account
-- and collection as their key does: each look-up read the whole list. A key of its own for the
-- list leaves one index for items.
drop index register_recorded;
alter table register add column list_id varchar not null
  generated always as (account_id || ' ' || collection) stored;
create index register_list on register (list_id, recorded, ordinal);
