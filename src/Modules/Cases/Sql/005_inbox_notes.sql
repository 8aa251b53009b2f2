-- Who handed a task over and with what words; until when a case rests (Wiedervorlage) and since when it is due again.
alter table inbox add column handed_by uuid;
alter table inbox add column note text;
alter table inbox add column follow_up date;
alter table inbox add column hidden_until date;

create index inbox_follow_up on inbox (team, follow_up, case_id) where follow_up is not null;
