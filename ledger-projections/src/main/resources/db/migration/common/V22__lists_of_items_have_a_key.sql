-- Without statistics PostgreSQL's planner looked items up by the index of their list, which knows
-- account and collection as their key does: each look-up read the whole list. With a key of its own
-- for the list one index is left for items.
drop index register_recorded;
alter table register add column list_id varchar;
update register set list_id = account_id || ' ' || collection;
alter table register alter column list_id set not null;
create index register_list on register (list_id, recorded, ordinal);
