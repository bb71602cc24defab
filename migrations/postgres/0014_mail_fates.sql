-- What became of a mail, in more words: its text is on the way (handing), the server never answered (unanswered), and for
-- tickets also that it became a file (written).

alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check
  check (state in ('queued', 'handing', 'sent', 'written', 'unanswered', 'failed'));
-- As on SQLite, where the column had to be made anew.
alter table outbox alter column state set default 'queued';

alter table tickets drop constraint tickets_mail_check;
alter table tickets add constraint tickets_mail_check
  check (mail in ('none', 'queued', 'sent', 'written', 'unanswered', 'failed'));

-- Until now a mail that became a file counted as sent.
update tickets set mail = 'written'
where mail = 'sent'
  and (select o.state from outbox o where o.ticket_id = tickets.id order by o.id desc limit 1) = 'written';
