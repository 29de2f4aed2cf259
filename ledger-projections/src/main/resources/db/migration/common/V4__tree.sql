-- The hash tree over the log (RFC 6962): what is sealed. It could be computed from the log again,
-- but then nobody could tell whether the log is still what was sealed: it is in every backup.

-- Tiles of up to 256 hashes of 32 bytes each: those of level 0 hold the hashes of leaves, those of
-- each other level the roots of the full tiles below. Only the last tile of a level is not full.
create table tile (
  level integer not null,
  index bigint not null,
  hashes bytea not null,
  primary key (level, index)
);

-- Signed heads of the tree; the newest says how far it goes. note is the C2SP checkpoint with its
-- signature. The row of size 0 stays for ever: whoever moves the tree locks it. Of the others one is
-- kept for each full tile of leaves, and the newest.
create table signed_head (
  size bigint not null primary key,
  root bytea not null,
  note varchar not null,
  sealed_at timestamp(6) with time zone not null
);
