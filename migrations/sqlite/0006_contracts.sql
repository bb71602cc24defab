-- Contracts with plans, invoices, releases and history; the outbox of events for other systems; who may release; lists of
-- contracts and invoices among the imports; saved views of more than one list.

alter table users add column may_release boolean not null default false;

-- The column's own check cannot be widened in place.
alter table imports drop column kind;
alter table imports add column kind text not null default 'people' check (kind in ('people', 'contracts', 'invoices'));

alter table saved_views add column list text not null default 'tickets' check (list in ('tickets', 'contracts'));

create table plans (
  id integer primary key,
  name text not null,
  name_folded text not null unique,
  active boolean not null default true,
  created_at bigint not null
);

create table contracts (
  -- The company's own number.
  id integer primary key,
  version bigint not null default 1,
  person_id bigint not null references people (id),
  plan_id bigint not null references plans (id),
  value_cents bigint not null default 0,
  status text not null check (status in ('active', 'inactive', 'negative_listed', 'withdrawn', 'pre_contract')),
  -- Without any release: the block that comes back when one ends.
  access text not null check (access in ('A', 'D', 'CM', 'CA', 'FA', 'AA')),
  blocked_at bigint,
  state text,
  city text not null default '',
  city_folded text not null default '',
  release_choice text not null default 'P' check (release_choice in ('S', 'N', 'P')),
  restriction text not null default '',
  -- The release that was given and not ended yet. Readers compare its end with the clock.
  release_id bigint,
  release_until bigint,
  last_release_at bigint,
  -- From when the wait counts; null = nothing to wait for.
  interval_from bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index contracts_by_person on contracts (person_id, id);
create index contracts_by_plan on contracts (plan_id, id);
create index contracts_by_status on contracts (status, id);
create index contracts_by_access on contracts (access, id);
create index contracts_by_state on contracts (state, id);
create index contracts_by_city on contracts (city_folded, id);
create index contracts_by_block on contracts (blocked_at, id);
create index contracts_blocked on contracts (id) where access <> 'A';
create index contracts_released on contracts (id) where release_until is not null;

create table invoices (
  id integer primary key,
  number text not null unique,
  contract_id bigint not null references contracts (id),
  -- A day of the calendar, yyyy-mm-dd.
  due_on text not null,
  amount_cents bigint not null,
  status text not null check (status in ('open', 'paid', 'cancelled')),
  paid_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index invoices_by_contract on invoices (contract_id, status, due_on);

create table releases (
  id integer primary key,
  contract_id bigint not null references contracts (id),
  protocol text not null unique,
  at bigint not null,
  until bigint not null,
  days bigint not null,
  by_id bigint not null references users (id),
  by_name text not null,
  note text not null default '',
  override_reason text not null default '',
  state text not null check (state in ('active', 'expired', 'settled', 'revoked')),
  ended_at bigint,
  ended_by text not null default ''
);
create unique index releases_one_active on releases (contract_id) where state = 'active';
create index releases_by_contract on releases (contract_id, id);
create index releases_due on releases (until, id) where state = 'active';

create table contract_history (
  id integer primary key,
  contract_id bigint not null references contracts (id),
  at bigint not null,
  actor_id bigint references users (id),
  actor_name text,
  kind text not null check (kind in ('created', 'imported', 'blocked', 'unblocked', 'released', 'reblocked', 'revoked', 'settled', 'paid', 'choice')),
  before text not null default '',
  after text not null default '',
  note text not null default ''
);
create index contract_history_by_contract on contract_history (contract_id, id);

-- What other systems are told. An event is written with its change; whoever delivers it claims it first.
create table contract_events (
  id integer primary key,
  event_key text not null unique,
  contract_id bigint references contracts (id),
  kind text not null,
  body text not null,
  state text not null check (state in ('kept', 'queued', 'delivered', 'failed')),
  attempts bigint not null default 0,
  due_at bigint,
  claimed_until bigint not null default 0,
  last_attempt text not null default '',
  last_at bigint,
  at bigint not null
);
create index contract_events_due on contract_events (due_at, id) where due_at is not null;
create index contract_events_by_contract on contract_events (contract_id, id);

-- The log of deliveries: one row an attempt.
create table event_attempts (
  id integer primary key,
  event_id bigint not null references contract_events (id),
  at bigint not null,
  outcome text not null,
  millis bigint not null
);
create index event_attempts_by_event on event_attempts (event_id, id);

-- Names, documents and numbers of contracts, found by any three letters in a row.
create virtual table contract_search using fts5 (body, tokenize = 'trigram', detail = 'full');
