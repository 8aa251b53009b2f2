-- Every upload asks how much its owner has waiting.
create index files_pending_by_owner on files (owner) where expires_at is not null;
