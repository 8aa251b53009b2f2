-- The feed of changes for integrators: what happened, case by case, in the order of the events. Written soon after the commit, made anew by a rebuild.
create table case_changes (
  seq bigint primary key,
  id uuid not null,
  case_id uuid not null,
  version bigint not null,
  kind varchar(100) not null,
  at timestamptz not null
);

-- Every team that a case is or was with; who may see it now says case_search.
create table case_changes_teams (
  case_id uuid not null,
  team varchar(40) not null,
  primary key (case_id, team)
);
