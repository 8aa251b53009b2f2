-- Keys that sign the codes on permit sheets (ECDSA, P-256). The private part is encrypted below the master key; none: it is configured.
create table parking_signing_keys (
  key_id uuid primary key,
  public_key bytea not null constraint parking_signing_keys_public unique,
  private_key bytea,
  since timestamptz not null
);

-- Who asked on the street, when and why. Not what was typed: who parks somewhere without a permit is nobody's to collect. Deleted after half a year.
create table permit_checks (
  check_id uuid primary key,
  at timestamptz not null,
  person uuid not null,
  asked varchar(10) not null,
  purpose varchar(20) not null,
  reason text,
  zone varchar(100),
  verdict varchar(20),
  permit_id uuid
);
create index permit_checks_by_day on permit_checks (at);
