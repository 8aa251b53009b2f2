-- Steps that stopped, over all cases: what the operator's page lists. What went wrong may hold personal data and stays in the stream.
create table incidents (
  case_id uuid not null,
  incident_id uuid not null,
  file_number varchar(60) not null,
  element_id varchar(200) not null,
  primary key (case_id, incident_id)
);

create index incidents_newest on incidents (incident_id desc);
