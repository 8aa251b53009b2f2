-- Content and name are encrypted with the key of (owner, case): destroying the person's keys makes both unreadable.
create table files (
  id uuid primary key,
  owner uuid not null,
  case_id uuid not null,
  team varchar,
  content_type varchar not null,
  size bigint not null,
  sha256 varchar not null,
  name bytea not null,
  content bytea not null,
  stored_at timestamptz not null,
  expires_at timestamptz -- an upload that no case names yet
);
alter table files alter column content set storage external; -- encrypted bytes do not compress
create index files_by_case on files (case_id);
create index files_expiring on files (expires_at) where expires_at is not null;
