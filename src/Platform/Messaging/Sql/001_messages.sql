-- Messages themselves, timers and dead letters lie in Wolverine's tables (schema wolverine).

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
