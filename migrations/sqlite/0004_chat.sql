-- Conversations of tickets: numbered messages, how far each side is, what is unread; and the canned replies.

-- One a ticket, made by its first message.
create table conversations (
  ticket_id integer primary key references tickets (id),
  -- The number of the last message: the next one is one more.
  last_seq bigint not null,
  last_at bigint not null,
  -- Up to which number each side received and read.
  staff_received bigint not null default 0,
  staff_read bigint not null default 0,
  requester_received bigint not null default 0,
  requester_read bigint not null default 0,
  -- Messages of the other side after the last one read, and when the first of them was written.
  staff_unread bigint not null default 0,
  staff_since bigint,
  requester_unread bigint not null default 0,
  requester_since bigint,
  -- When an unread answer goes out by mail; null = none is to go.
  mail_due_at bigint,
  -- One went out since the requester was here.
  mailed boolean not null default false
);
create index conversations_staff_unread on conversations (staff_since, ticket_id) where staff_unread > 0;
create index conversations_mail_due on conversations (mail_due_at, ticket_id) where mail_due_at is not null;

create table messages (
  id integer primary key,
  ticket_id bigint not null references conversations (ticket_id),
  seq bigint not null,
  author_id bigint not null references users (id),
  author_name text not null,
  side text not null check (side in ('staff', 'requester')),
  -- May be empty when files belong to the message.
  body text not null,
  client_key text not null,
  created_at bigint not null,
  unique (ticket_id, seq),
  unique (ticket_id, author_id, client_key)
);

create table canned_replies (
  id integer primary key,
  name text not null,
  body text not null,
  active boolean not null default true,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);
