create table mails (
  id uuid primary key,
  case_id uuid not null,
  template varchar not null,
  sent_at timestamptz -- null: there was no address
);
create index mails_by_case on mails (case_id);
