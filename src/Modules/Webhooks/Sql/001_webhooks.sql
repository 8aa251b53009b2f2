-- Who is told of what happens in cases. Each webhook follows the feed of changes from a position of its own.
create table webhooks (
  webhook_id uuid primary key,
  url varchar(2000) not null,
  secret bytea not null,                 -- sealed under the master key
  teams varchar(40)[],                   -- null: all
  procedure_key varchar(100),            -- null: all
  kinds varchar(100)[],                  -- null: all
  position bigint not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  disabled_why varchar(20)               -- operator, gone (410), failing (tries used up)
);

-- One event for one webhook, with the very text that is sent and signed. It holds no personal data.
create table webhook_deliveries (
  delivery_id uuid primary key,
  webhook_id uuid not null references webhooks on delete cascade,
  event_id uuid not null,
  type varchar(200) not null,
  body text not null,
  created_at timestamptz not null,
  delivered_at timestamptz,
  constraint webhook_deliveries_event unique (webhook_id, event_id)
);

create index webhook_deliveries_newest on webhook_deliveries (webhook_id, delivery_id desc);
create index webhook_deliveries_open on webhook_deliveries (webhook_id) where delivered_at is null;
create index webhook_deliveries_old on webhook_deliveries (delivered_at) where delivered_at is not null;

-- Every try, with what came of it.
create table webhook_attempts (
  attempt_id uuid primary key,
  delivery_id uuid not null references webhook_deliveries on delete cascade,
  at timestamptz not null,
  status integer,                        -- null: no answer
  failure varchar(300),
  duration_ms integer not null
);

create index webhook_attempts_of on webhook_attempts (delivery_id, attempt_id desc);
