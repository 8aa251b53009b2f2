-- Who acts for whom and from when to when (both days included). Rows are ended, never deleted: they explain who had which rights on a day.
create table deputies (
    id       uuid primary key,
    person   uuid not null references people,
    deputy   uuid not null references people,
    from_day date not null,
    to_day   date not null,
    set_by   uuid not null references people,
    set_at   timestamptz not null,
    ended_by uuid references people,
    ended_at timestamptz,
    check (person <> deputy),
    check (to_day >= from_day)
);
create index deputies_deputy on deputies (deputy, to_day);
create index deputies_person on deputies (person, to_day);
