-- Outbox, inbox and timers in one table: a row is written in the commit that causes it and deleted in the commit of its handler.
create table messages (
    id              uuid primary key,
    type            text not null,                          -- wire name
    body            jsonb not null,                         -- ids only, no personal data
    state           text not null check (state in ('ready', 'scheduled', 'running', 'dead')),
    lane            integer not null,                       -- hash of the partition: hosts serve lanes in turn
    due_at          timestamptz not null,                   -- application's clock
    attempts        integer not null default 0,
    lease           uuid,                                   -- of the one claim that may complete it
    leased_until    timestamptz,                            -- database's clock
    reason          text,                                   -- of the last failure
    dead_at         timestamptz,
    correlation_id  text,
    causation_id    text,
    trace_parent    text,                                   -- W3C Trace Context of the sender
    created_at      timestamptz not null
);

-- Full one minute and empty the next: the planner's figures must keep up.
alter table messages set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000);

create index messages_ready on messages (lane, due_at) include (type) where state = 'ready';
create index messages_scheduled on messages (due_at) where state = 'scheduled';
create index messages_running on messages (leased_until) where state = 'running';
create index messages_dead on messages (dead_at) where state = 'dead';

-- Every message id takes effect once: this row is written in the handler's commit.
create table message_handled (
    message_id  uuid primary key,
    handled_at  timestamptz not null
);
create index message_handled_at on message_handled (handled_at);

-- First answers under the callers' idempotency keys.
create table message_answers (
    key          text not null,
    type         text not null,
    by           text not null,
    answer_type  text,
    answer       jsonb,
    answered_at  timestamptz not null,
    primary key (key, type, by)
);
create index message_answers_at on message_answers (answered_at);
