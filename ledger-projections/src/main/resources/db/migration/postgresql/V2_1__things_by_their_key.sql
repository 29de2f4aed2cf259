-- Of two indexes that cost the same, as all do while a table is small, the planner takes the one
-- that was made last, and a connection keeps the plan when the table has grown: the key of a thing
-- must come before the index that knows its account and collection alone.
alter table register drop constraint register_pkey;
alter table register add primary key (account_id, collection, item_id);
