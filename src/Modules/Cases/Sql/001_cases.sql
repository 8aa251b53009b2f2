-- File numbers are unique and explainable; they are not free of gaps, which no law demands and which would serialise every start.
create sequence file_numbers;

-- One row for every case: what lists of the applicant and searches by number need.
create table cases (
  case_id uuid primary key,
  file_number varchar(60) not null unique,
  procedure_key varchar(100) not null,
  bundle varchar(64) not null,
  applicant uuid not null,
  team varchar(40) not null,
  step varchar(200) not null,
  outcome varchar(40),
  received_at timestamptz not null,
  closed_at timestamptz,
  version bigint not null
);

create index cases_by_applicant on cases (applicant, received_at desc, case_id desc);
create index cases_waiting on cases (step) where closed_at is null;

-- Only open work: one row per case and responsible team. Written in the commit that changes the case, so it is never behind.
create table inbox (
  case_id uuid not null,
  team varchar(40) not null,
  file_number varchar(60) not null,
  procedure_key varchar(100) not null,
  task_id uuid,
  step varchar(200) not null,
  state varchar(20) not null,
  assignee uuid,
  applicant_name text not null,
  received_at timestamptz not null,
  due date not null,
  version bigint not null,
  primary key (case_id, team)
);

create index inbox_newest on inbox (team, received_at desc, case_id desc);
create index inbox_newest_of_procedure on inbox (team, procedure_key, received_at desc, case_id desc);
create index inbox_due on inbox (team, due, case_id);
create index inbox_unassigned on inbox (team, due, case_id) where assignee is null and state = 'ready';
create index inbox_new on inbox (team, received_at desc, case_id desc) where assignee is null and state = 'ready';
create index inbox_mine on inbox (assignee, due, case_id) where assignee is not null;
create index inbox_mine_newest on inbox (assignee, received_at desc, case_id desc) where assignee is not null;
