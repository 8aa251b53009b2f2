create extension if not exists btree_gist;
create table permits (id uuid not null, part text not null, status text, name text, notes int, version bigint not null, at timestamptz not null, constraint permits_key primary key (id, part), constraint permits_apart exclude using gist (id with =, part with =));
create unique index permits_order on permits (at desc, id, part) where part = 'permit';
create table permits_async (id uuid not null, part text not null, status text, name text, notes int, version bigint not null, at timestamptz not null, primary key (id, part));
create table event_log (n bigint generated always as identity primary key, seq bigint not null, stream uuid not null, version bigint not null);
create table event_counts (type text primary key, n bigint not null);
create table unique_things (name text primary key);
