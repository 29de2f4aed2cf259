-- Recorded times never go back along positions: the ends of a range are found by halving the log.
drop index audit_event_recorded;
