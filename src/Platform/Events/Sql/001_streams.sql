-- The layout of Marten 9: tables, columns, types, names of indexes and constraints. Nothing of ours is added to these tables.
create table mt_streams (
  id           uuid        not null,
  type         varchar     null,
  version      bigint      null,
  timestamp    timestamptz not null default (now()),
  created      timestamptz not null default (now()),
  tenant_id    varchar     null default '*DEFAULT*',
  is_archived  bool        null default false,
  constraint pkey_mt_streams_id primary key (id)
);

create table mt_events (
  seq_id          bigint       not null,
  id              uuid         not null,
  stream_id       uuid         null,
  version         bigint       not null,
  data            jsonb        not null,
  bdata           bytea        null,
  type            varchar(500) not null,
  timestamp       timestamptz  not null default (now()),
  tenant_id       varchar      null default '*DEFAULT*',
  mt_dotnet_type  varchar      null,
  correlation_id  varchar      null,
  causation_id    varchar      null,
  headers         jsonb        null,
  is_archived     bool         null default false,
  constraint pkey_mt_events_seq_id primary key (seq_id),
  constraint fkey_mt_events_stream_id foreign key (stream_id) references mt_streams (id) on delete cascade
);

create unique index pk_mt_events_stream_and_version on mt_events using btree (stream_id, version);

-- Cache 1: the mark that projections read up to relies on it.
create sequence mt_events_sequence cache 1 owned by mt_events.seq_id;

create table mt_event_progression (
  name          varchar     not null,
  last_seq_id   bigint      null,
  last_updated  timestamptz null default (transaction_timestamp()),
  constraint pk_mt_event_progression primary key (name)
);
