create table departments (
    key     text primary key,
    name    text not null,
    name_en text not null
);

create table teams (
    key        text primary key,
    department text not null references departments,
    name       text not null,
    name_en    text not null
);

-- Staff are shown by name. What a citizen's account knows lies in "sealed", encrypted with the person's own key:
-- once that key is destroyed, no copy of this table can name the person again.
create table people (
    id     uuid primary key,
    kind   text not null check (kind in ('staff', 'citizen')),
    name   text,
    sealed bytea,
    active boolean not null default true,
    check (case kind when 'staff' then name is not null and sealed is null else name is null and sealed is not null end)
);

create table team_members (
    team   text not null references teams,
    person uuid not null references people,
    primary key (team, person)
);
create index team_members_person on team_members (person);

create table person_roles (
    person uuid not null references people,
    role   text not null,
    primary key (person, role)
);

-- A token is random and long, so its plain SHA-256 is enough: there is nothing to guess from it.
create table access_tokens (
    id         uuid primary key,
    person     uuid not null references people,
    hash       bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

-- Who signed in and when. Neither tokens nor addresses.
create table sign_ins (
    id     uuid primary key,
    person uuid not null references people,
    at     timestamptz not null,
    method text not null
);
create index sign_ins_person on sign_ins (person, at);
