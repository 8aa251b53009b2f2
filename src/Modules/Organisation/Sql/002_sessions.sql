-- Who is signed in. Only with its row here is a cookie a session: whoever signs out ends every copy of it, on every host.
create table sessions (
    id       uuid primary key,
    person   uuid not null references people,
    began_at timestamptz not null,
    seen_at  timestamptz not null
);
create index sessions_person on sessions (person);
create index sessions_seen_at on sessions (seen_at);
