-- Decided cases by what the rules found in them: how like cases were decided (Article 3 GG), without names.
create table precedents (
  case_id uuid primary key,
  procedure_key varchar(100) not null,
  team varchar(40) not null,
  file_number varchar(60) not null,
  findings text not null,
  zone text,
  outcome varchar(40) not null,
  decided_on date not null
);

create index precedents_alike on precedents (procedure_key, findings, decided_on desc);
