-- The log's own index of accounts gives an account's events in the order of their positions. Here it
-- cost a page for each event of another account.
drop index audit_event_account;
