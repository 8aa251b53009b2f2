-- One key per person and scope (a case, a draft), wrapped by the configured master key. Destroyed: wrapped is null.
create table personal_keys (
  id         uuid        not null primary key,
  person_id  uuid        not null,
  scope_id   uuid        not null,
  wrapped    bytea       null,
  created    timestamptz not null,
  forgotten  timestamptz null,
  constraint personal_keys_person_scope unique (person_id, scope_id)
);

create index personal_keys_scope on personal_keys (scope_id, created);
