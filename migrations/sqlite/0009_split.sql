-- How two tickets came to belong together. Of a split pair the greater number is the new one: it was opened out of the other.

alter table ticket_links add column kind text not null default 'linked' check (kind in ('linked', 'split'));
