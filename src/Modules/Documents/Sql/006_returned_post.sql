-- A posting that failed is kept apart, so that its letter can be posted again and the list of what was posted stays true.
create table post_returned (
  id uuid primary key,
  notice uuid not null,
  case_id uuid not null,
  file_id uuid not null,
  file_number varchar,
  posted_on date not null,
  posted_by uuid not null,
  returned_on date not null,
  reason varchar not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index post_returned_by_notice on post_returned (notice);

alter table post_done add column file_number varchar;
create index post_done_by_number on post_done (file_number);

-- Whether the letter was posted before and came back: then it may go to another address.
alter table post_queue add column is_again boolean not null default false;
