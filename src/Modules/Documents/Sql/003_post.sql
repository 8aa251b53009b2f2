create table post_queue (
  notice uuid primary key,
  case_id uuid not null,
  file_id uuid not null,
  file_number varchar not null,
  queued_at timestamptz not null
);
-- The primary key lets a letter be posted once only, whoever confirms first.
create table post_done (
  notice uuid primary key,
  case_id uuid not null,
  file_id uuid not null,
  posted_on date not null,
  posted_by uuid not null,
  confirmed_at timestamptz not null
);
