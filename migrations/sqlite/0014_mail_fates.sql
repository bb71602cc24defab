-- What became of a mail, in more words: its text is on the way (handing), the server never answered (unanswered), and for
-- tickets also that it became a file (written). SQLite changes no check of a column: another column takes its place and name.

alter table outbox add column state_now text not null default 'queued'
  check (state_now in ('queued', 'handing', 'sent', 'written', 'unanswered', 'failed'));
update outbox set state_now = state;
alter table outbox drop column state;
alter table outbox rename column state_now to state;

drop index tickets_mail_failed;
alter table tickets add column mail_now text not null default 'none'
  check (mail_now in ('none', 'queued', 'sent', 'written', 'unanswered', 'failed'));
update tickets set mail_now = mail where mail <> 'none';
alter table tickets drop column mail;
alter table tickets rename column mail_now to mail;
create index tickets_mail_failed on tickets (updated_at, id) where mail = 'failed';

-- Until now a mail that became a file counted as sent.
update tickets set mail = 'written'
where mail = 'sent'
  and (select o.state from outbox o where o.ticket_id = tickets.id order by o.id desc limit 1) = 'written';
