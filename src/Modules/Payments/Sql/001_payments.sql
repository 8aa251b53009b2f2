-- Numbers inside a Kassenzeichen are unique and explainable; they are not free of gaps, which no law demands.
create sequence kassenzeichen_numbers;

-- One row a payment, written in the commit that changes it.
create table payments (
  payment_id uuid primary key,
  case_id uuid not null,
  payer uuid not null,
  kassenzeichen varchar(20) not null constraint payments_kassenzeichen unique,
  cents bigint not null check (cents > 0),
  is_open boolean not null,
  requested_at timestamptz not null
);

create index payments_of_case on payments (case_id, payment_id desc);
-- Whatever happens at the same time, a case waits for one payment at most: nobody is asked twice.
create unique index payments_one_open_of_case on payments (case_id) where is_open;

-- By what a provider calls back with.
create table payment_attempts (
  payment_id uuid not null,
  attempt_id uuid not null constraint payment_attempts_attempt unique,
  primary key (payment_id, attempt_id)
);

-- The ledger: every cent that was asked for, came in, or went back, in double entry.
create table bookings (
  payment_id uuid not null,
  number int not null,
  day date not null,
  debit varchar(20) not null,
  credit varchar(20) not null,
  cents bigint not null check (cents > 0),
  what varchar(40) not null,
  kassenzeichen varchar(20) not null,
  file_number varchar(60) not null,
  reference varchar(100) not null,
  primary key (payment_id, number)
);

create index bookings_by_day on bookings (day, payment_id, number);

-- Numbers of receipts are free of gaps in a year: the commit that would leave one out or take one twice fails.
create table counter_receipts (
  payment_id uuid not null,
  receipt_id uuid not null,
  year int not null,
  number int not null check (number > 0),
  primary key (payment_id, receipt_id),
  constraint counter_receipts_number unique (year, number)
);

-- What has to go back to people and has not gone yet.
create table refunds_due (
  payment_id uuid not null,
  refund_id uuid not null,
  requested_at timestamptz not null,
  primary key (payment_id, refund_id)
);

create index refunds_due_oldest on refunds_due (requested_at, refund_id);
