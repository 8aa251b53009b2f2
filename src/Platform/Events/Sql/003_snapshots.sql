-- What a long stream's aggregate was at a version, so that a cold cache reads only the tail. Anything here may be deleted at any time: it is made anew.
create table event_snapshots (
  stream_id uuid not null,
  aggregate varchar not null,
  schema varchar(64) not null,    -- of the aggregate and the code that folds it: of another one nothing is read
  version bigint not null,
  at timestamptz not null,        -- of the event of that version
  keys uuid[] not null,           -- the personal keys it is sealed with, the innermost first; none: nothing personal is in the stream
  data bytea not null,
  constraint pk_event_snapshots primary key (stream_id, aggregate)
);
