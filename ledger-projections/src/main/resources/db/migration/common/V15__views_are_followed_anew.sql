-- Views compute some rows otherwise than before: they follow the log anew from the first event.
truncate table register;
truncate table voucher;
truncate table audit_event;
truncate table audit_correction;
truncate table audit_approval;
truncate table audit_request;
delete from token_entry where processor_name in ('register', 'voucher', 'audit');

-- A voucher may be redeemed again after a void, so a thing may have several such events.
drop table audit_use;
create table audit_use (
  account_id varchar not null,
  collection varchar not null,
  item_id varchar not null,
  position bigint not null,
  primary key (account_id, collection, item_id, position)
);
