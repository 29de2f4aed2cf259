-- Of a command what was decided is kept, and its answer is made from the log again. A row has one of
-- three forms: a whole answer (status, headers, body), as earlier versions kept all of them and as is
-- still done of what is no command; an accepted command (version and event_count, the account's
-- version and number of events; decided_at where it made none); a refusal (body alone: its problem,
-- detail and facts).
alter table command_result alter column status drop not null;
alter table command_result alter column headers drop not null;
alter table command_result alter column body drop not null;
alter table command_result add column version bigint;
alter table command_result add column event_count integer;
alter table command_result add column decided_at timestamp(6) with time zone;
