-- Where the events of closed and aged streams go, with the numbers they had: the hot table and its indexes stay small. Same columns, so that
-- a row can go back as it is. The stream's row stays in mt_streams, marked is_archived.
create table event_archive (like mt_events including defaults);
alter table event_archive add constraint pk_event_archive primary key (seq_id);
create unique index event_archive_stream_and_version on event_archive (stream_id, version);

-- For those who read all streams: rebuilds, and projections that begin or lag behind.
create view all_events as table mt_events union all table event_archive;
