alter table mails add column obstacle varchar; -- why no mail was sent; null: it was
update mails set obstacle = 'no-address' where sent_at is null;
