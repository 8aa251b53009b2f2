-- A bundle is one immutable version of a procedure, named by the hash of its files.
create table bundles (
  hash varchar(64) primary key,
  procedure_key varchar(100) not null,
  stored_at timestamptz not null
);

create table bundle_files (
  hash varchar(64) not null references bundles on delete cascade,
  path varchar(300) not null,
  content bytea not null,
  primary key (hash, path)
);

-- Which bundle new cases of a procedure use.
create table active_bundles (
  procedure_key varchar(100) primary key,
  hash varchar(64) not null references bundles,
  since timestamptz not null
);
