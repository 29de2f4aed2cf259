-- A row of refusals may stand for many of them: those of one batch, or of one caller and minute, by
-- command and problem. tally is what such refusals have in common; absent on a row of one.
alter table refusal add column refusal_count bigint default 1 not null;
alter table refusal add column tally varchar;
create unique index refusal_tally on refusal (tally);
