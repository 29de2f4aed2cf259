-- The column of the file that a finding is about; absent where it is about the whole row.
alter table reconciliation_line add column field varchar;
