-- Nothing in the log is ever edited or deleted.
create function log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % is refused', tg_op;
end
$$;

create trigger log_is_append_only
  before update or delete or truncate on log
  for each statement execute function log_is_append_only();
