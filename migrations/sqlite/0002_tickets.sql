-- Tickets with their catalogues, history, links, saved views and the outbox of mails.

create table services (
  id integer primary key,
  name text not null,
  price_cents bigint not null default 0,
  -- Term in working minutes; null = no term.
  due_minutes bigint,
  active boolean not null default true,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);

create table accountants (
  id integer primary key,
  label text not null,
  office_name text not null,
  crc text not null default '',
  email text,
  active boolean not null default true,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);

create table tickets (
  id integer primary key,
  protocol text not null unique,
  version bigint not null default 1,
  status text not null check (status in ('open', 'reopened', 'analysing', 'waiting', 'finished', 'rejected', 'cancelled')),
  is_open boolean not null,
  requester_id bigint not null references people (id),
  service_id bigint not null references services (id),
  accountant_id bigint references accountants (id),
  accountant_name text not null default '',
  assignee_id bigint references users (id),
  subject text not null,
  description text not null default '',
  value_cents bigint not null default 0,
  opened_at bigint not null,
  updated_at bigint not null,
  -- The end of time when there is no term, so that the order by term needs no special case.
  due_at bigint not null,
  touched boolean not null default false,
  notified_at bigint,
  merged_into bigint references tickets (id),
  mail text not null default 'none' check (mail in ('none', 'queued', 'sent', 'failed')),
  late boolean not null default false,
  opened_by bigint references users (id)
);
create index tickets_by_opened on tickets (opened_at, id);
create index tickets_by_updated on tickets (updated_at, id);
create index tickets_by_due on tickets (due_at, id);
create index tickets_by_value on tickets (value_cents, id);
create index tickets_open_by_opened on tickets (opened_at, id) where is_open = true;
create index tickets_open_by_updated on tickets (updated_at, id) where is_open = true;
create index tickets_open_by_due on tickets (due_at, id) where is_open = true;
create index tickets_open_by_value on tickets (value_cents, id) where is_open = true;
create index tickets_by_assignee on tickets (assignee_id, updated_at, id);
create index tickets_open_by_assignee on tickets (assignee_id, updated_at, id) where is_open = true;
create index tickets_by_status on tickets (status, updated_at, id);
create index tickets_by_requester on tickets (requester_id, updated_at, id);
create index tickets_by_service on tickets (service_id, updated_at, id);
create index tickets_unassigned on tickets (updated_at, id) where is_open = true and assignee_id is null;
create index tickets_new on tickets (updated_at, id) where is_open = true and touched = false;
create index tickets_late on tickets (updated_at, id) where late = true;
create index tickets_mail_failed on tickets (updated_at, id) where mail = 'failed';
create index tickets_to_mark_late on tickets (due_at, id) where is_open = true and late = false;

create table ticket_history (
  id integer primary key,
  ticket_id bigint not null references tickets (id),
  at bigint not null,
  actor_id bigint references users (id),
  actor_name text,
  kind text not null check (kind in ('opened', 'changed', 'moved', 'notified', 'note', 'mail', 'merged', 'linked', 'unlinked')),
  field text,
  before text not null default '',
  after text not null default '',
  note text not null default ''
);
create index ticket_history_by_ticket on ticket_history (ticket_id, id);

-- Each pair once, the smaller number first.
create table ticket_links (
  ticket_id bigint not null references tickets (id),
  other_id bigint not null references tickets (id),
  created_at bigint not null,
  primary key (ticket_id, other_id),
  check (ticket_id < other_id)
);
create index ticket_links_by_other on ticket_links (other_id, ticket_id);

create table saved_views (
  id integer primary key,
  owner_id bigint not null references users (id),
  name text not null,
  filter text not null,
  shared boolean not null default false,
  active boolean not null default true,
  created_at bigint not null
);
create index saved_views_by_owner on saved_views (owner_id) where active;

create table outbox (
  id integer primary key,
  ticket_id bigint references tickets (id),
  to_address text not null,
  subject text not null,
  body text not null,
  message_id text not null unique,
  state text not null check (state in ('queued', 'sent', 'written', 'failed')),
  attempts bigint not null default 0,
  -- When the next attempt is due; null = none (sent, or given up).
  due_at bigint,
  -- Whoever sends it holds it until then, so that two processes never send it twice.
  claimed_until bigint not null default 0,
  failure text not null default '',
  created_at bigint not null,
  done_at bigint
);
create index outbox_due on outbox (due_at, id) where due_at is not null;
create index outbox_by_ticket on outbox (ticket_id, id);
create index outbox_by_address on outbox (to_address, created_at);
