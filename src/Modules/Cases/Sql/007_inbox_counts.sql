-- What rests is told apart in the indexes of the inbox, so that counting a view reads no row.
drop index inbox_newest, inbox_due, inbox_unassigned, inbox_new, inbox_mine, inbox_mine_newest;
create index inbox_newest on inbox (team, received_at desc, case_id desc) include (hidden_until);
create index inbox_due on inbox (team, due, case_id) include (hidden_until);
create index inbox_unassigned on inbox (team, due, case_id) include (hidden_until) where assignee is null and state = 'ready';
create index inbox_new on inbox (team, received_at desc, case_id desc) include (hidden_until) where assignee is null and state = 'ready';
create index inbox_mine on inbox (assignee, due, case_id) include (hidden_until) where assignee is not null;
create index inbox_mine_newest on inbox (assignee, received_at desc, case_id desc) include (hidden_until) where assignee is not null;
