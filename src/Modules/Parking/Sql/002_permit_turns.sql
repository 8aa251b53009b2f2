-- What a permit goes through after it was issued. Rows of permits that are there already are filled in at the end.
alter table permits
  add column state varchar(10) not null default 'valid',
  add column ends_on date,
  add column renewal_offered boolean not null default false,
  add column renewed_by uuid,
  -- The plate as wardens' questions are compared with it; null when the holder was forgotten.
  add column plate_key varchar(20);

-- A permit that was given back or revoked does not keep its holder from a new one.
alter table permits drop constraint permits_one_per_person;
alter table permits add constraint permits_one_per_person
  exclude using gist (person with =, daterange(valid_from, valid_to, '[]') with &&) where (state in ('valid', 'expired'));

update permits set plate_key = regexp_replace(regexp_replace(upper(plate), '[^A-ZÄÖÜ0-9]', '', 'g'), '([0-9])[EH]$', '\1') where plate <> '███';
create index permits_by_plate on permits (plate_key, valid_to desc);
create index permits_by_zone on permits (zone);

-- Numbers that a permit had before: their sheets are void.
create table permit_void_sheets (
  permit_id uuid not null,
  number varchar(40) not null,
  since timestamptz not null,
  primary key (permit_id, number),
  constraint permit_void_sheets_number unique (number)
);
