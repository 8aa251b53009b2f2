-- The holder's name at the time of issue, so that a clerk finds a permit by it; "███" and no key when the holder was forgotten.
create extension if not exists pg_trgm;
alter table permits add column holder text, add column holder_key text;
create index permits_by_holder on permits using gin (holder_key gin_trgm_ops);
