-- The payment provider of the demonstration: whether it works, and the secret it shares with this house. All hosts see the same.
create table demonstration_provider (
  single boolean primary key default true check (single),
  state text not null default 'up' check (state in ('up', 'down', 'slow', 'silent', 'twice')),
  secret uuid not null default gen_random_uuid()
);

insert into demonstration_provider default values;

create table demonstration_transactions (
  transaction_id uuid primary key,
  request_id varchar(36) not null constraint demonstration_transactions_request unique,
  amount numeric(10, 2) not null,
  purpose varchar(27) not null,
  description varchar(250) not null,
  redirect_url text not null,
  status text not null default 'INITIAL' check (status in ('INITIAL', 'PAYED', 'FAILED', 'CANCELED'))
);
