-- Files of imports are deleted after a while; links for signing in stand outside the daily budget of mails.

alter table imports add column stored boolean not null default true;
create index imports_to_sweep on imports (updated_at, id) where stored = true and state in ('done', 'cancelled', 'failed');

alter table outbox add column budgeted boolean not null default true;
