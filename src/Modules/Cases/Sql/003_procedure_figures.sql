-- How many cases of a procedure came in, were decided and were closed on a day; written soon after the commit, made anew by a rebuild.
create table procedure_figures (
  procedure_key varchar(100) not null,
  day date not null,
  received integer not null default 0,
  decided integer not null default 0,
  closed integer not null default 0,
  primary key (procedure_key, day)
);

-- What each case has contributed: later events of a case name no procedure, and each counts once.
create table procedure_figures_cases (
  case_id uuid primary key,
  procedure_key varchar(100) not null,
  received_on date not null,
  decided_on date,
  closed_on date
);

create index procedure_figures_decided on procedure_figures_cases (procedure_key, decided_on desc) where decided_on is not null;
