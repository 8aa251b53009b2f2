-- Every retrieval: who was asked about, by whom, for which case and purpose, which fields were sent. Never what came back.
create table register_log (
    id       uuid primary key,
    register text not null,
    person   uuid not null,
    asked_by uuid,
    case_id  uuid,
    purpose  text not null,
    sent     text[] not null,
    at       timestamptz not null,
    answered boolean
);
create index register_log_person on register_log (person, at);

-- Jobs that a register could not answer yet; a message asks again until it does.
create table register_waiting (
    job_id   uuid primary key,
    case_id  uuid not null,
    register text not null,
    since    timestamptz not null,
    attempts int not null,
    next_at  timestamptz not null
);
create index register_waiting_register on register_waiting (register, since);

-- The switch of the demonstration register lies here so that all hosts see the same outage.
create table demonstration_register (
    single boolean primary key default true check (single),
    state  text not null check (state in ('up', 'down', 'slow'))
);
