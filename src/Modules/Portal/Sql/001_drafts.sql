-- An application that is not sent yet. Its content is encrypted with the key of (person, draft); the id becomes the case's id.
create table drafts (
  id uuid primary key,
  person uuid not null,
  procedure_key varchar(100) not null,
  bundle varchar(64) not null,
  content bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz
);

create index drafts_by_person on drafts (person, updated_at desc) where submitted_at is null;
