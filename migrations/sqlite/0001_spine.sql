-- The shared spine: users, sessions, people, settings, audit, jobs, counters, drafts, idempotent commands, protocols.
-- Instants are UTC milliseconds, money is integer cents, enums are texts with a check. Same tables and columns in
-- migrations/postgres; a test compares the two schemas.

create table people (
  id integer primary key,
  kind text not null check (kind in ('individual', 'company')),
  name text not null,
  social_name text not null default '',
  document text unique,
  email text,
  state text,
  city text not null default '',
  zone text,
  note text not null default '',
  name_folded text not null,
  active boolean not null default true,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);
create index people_by_name on people (name_folded, id);
create index people_by_updated on people (updated_at, id);

create table users (
  id integer primary key,
  email text not null unique,
  name text not null,
  role text not null check (role in ('agent', 'finance', 'supervisor', 'admin', 'viewer', 'requester')),
  password_hash text not null,
  person_id bigint references people (id),
  locale text not null default 'pt-BR' check (locale in ('pt-BR', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  active boolean not null default true,
  inactive_reason text not null default '',
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);
create index users_by_name on users (name, id);
create index users_by_person on users (person_id) where person_id is not null;

create table sessions (
  token_hash text primary key,
  user_id bigint not null references users (id),
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  address text not null default '',
  browser text not null default ''
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

create table phones (
  person_id bigint not null references people (id),
  slot bigint not null check (slot between 1 and 5),
  number text not null,
  state text not null default 'ok' check (state in ('ok', 'wrong', 'do_not_call')),
  primary key (person_id, slot)
);
create index phones_by_number on phones (number);

-- Folded text of people and tickets, found by any three letters in a row.
create virtual table people_search using fts5 (body, tokenize = 'trigram', detail = 'full');
create virtual table ticket_search using fts5 (body, tokenize = 'trigram', detail = 'full');

create table settings (
  name text primary key,
  body text not null,
  version bigint not null default 1,
  updated_at bigint not null,
  updated_by text not null default ''
);

create table holidays (
  day text primary key,
  name text not null,
  created_at bigint not null
);

create table audit (
  id integer primary key,
  at bigint not null,
  actor_id bigint references users (id),
  actor_name text not null,
  address text not null default '',
  action text not null,
  entity text not null,
  entity_id bigint,
  before text not null default '',
  after text not null default ''
);
create index audit_by_entity on audit (entity, entity_id, id);
create index audit_by_time on audit (at, id);

create table counters (
  name text primary key,
  count bigint not null default 0,
  value_cents bigint not null default 0
);

create table drafts (
  user_id bigint not null references users (id),
  record text not null,
  body text not null,
  updated_at bigint not null,
  primary key (user_id, record)
);

-- One row for each command that a form sent: a repeat of the same key answers from here and does nothing.
create table commands (
  user_id bigint not null references users (id),
  client_key text not null,
  kind text not null,
  result text not null,
  at bigint not null,
  primary key (user_id, client_key)
);
create index commands_by_time on commands (at);

create table protocol_sequences (
  day text primary key,
  last bigint not null
);

create table jobs (
  name text primary key,
  last_started_at bigint,
  last_success_at bigint,
  last_error text not null default ''
);
