create extension if not exists btree_gist;

-- Numbers are unique and explainable; they are not free of gaps, and zones and years share one sequence.
create sequence permit_numbers;

create table permits (
  permit_id uuid primary key,
  number varchar(40) not null constraint permits_number unique,
  person uuid not null,
  zone varchar(100) not null,
  plate text not null,
  valid_from date not null,
  valid_to date not null,
  case_id uuid,
  constraint permits_end_after_start check (valid_to >= valid_from),
  -- One valid permit per resident, whichever cases are decided at the same time; both days belong to the term.
  constraint permits_one_per_person exclude using gist (person with =, daterange(valid_from, valid_to, '[]') with &&)
);
