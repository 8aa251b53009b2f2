-- Finding a case by what a caller says. Names are folded (see SearchKey), so that this table alone answers; the trigrams forgive typing mistakes.
create extension if not exists pg_trgm;

-- One row per case and team that may see it. It is a function of the case: when a person is forgotten, the rows are written anew and name nobody.
create table case_search (
  case_id uuid not null,
  team varchar(40) not null,
  file_number varchar(60) not null,
  applicant_name text not null,
  name_key text,
  plates text,
  birth_date date,
  primary key (case_id, team)
);

create index case_search_name on case_search using gin (name_key gin_trgm_ops);
create index case_search_plates on case_search using gin (plates gin_trgm_ops);
create index case_search_number on case_search using gin (file_number gin_trgm_ops);
create index case_search_birth_date on case_search (birth_date);

-- Who searched and which cases came up. Not the words: they are data of people who may have nothing to do with any case.
create table case_searches (
  id uuid primary key,
  person uuid not null,
  at timestamptz not null,
  criteria text[] not null,
  found uuid[] not null
);

create index case_searches_by_person on case_searches (person, at desc);
