-- Registers of finance ask for what was corrected account by account.
create index audit_correction_account on audit_correction (account_id, position);
