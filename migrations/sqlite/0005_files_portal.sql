-- Files of tickets and chats, and the links by which requesters sign in. The bytes are elsewhere, under random names.

create table files (
  id integer primary key,
  -- null = not attached yet: only its uploader knows it, and it is swept after a day.
  ticket_id bigint references tickets (id),
  -- The chat message it came with; null = attached to the ticket itself.
  message_id bigint,
  -- The key of the upload: sent again, it gives the same file.
  client_key text not null,
  name text not null,
  kind text not null,
  size_bytes bigint not null,
  storage_name text not null unique,
  -- For the team only.
  internal boolean not null default false,
  uploaded_by bigint not null references users (id),
  uploaded_by_name text not null,
  created_at bigint not null,
  removed_at bigint,
  -- The bytes are there; a removed file loses them later.
  stored boolean not null default true,
  unique (uploaded_by, client_key)
);
create index files_by_ticket on files (ticket_id, id) where ticket_id is not null and removed_at is null;
create index files_by_message on files (message_id, id) where message_id is not null;
create index files_pending on files (uploaded_by, created_at) where ticket_id is null;
create index files_to_sweep on files (removed_at, id) where removed_at is not null and stored = true;

-- Links for signing in: single use, a quarter of an hour, stored hashed.
create table sign_in_links (
  token_hash text primary key,
  user_id bigint not null references users (id),
  -- The mail that carries the link; its text is taken out when the link ends.
  mail_id bigint references outbox (id),
  created_at bigint not null,
  expires_at bigint not null
);
create index sign_in_links_by_expiry on sign_in_links (expires_at);
create index sign_in_links_by_user on sign_in_links (user_id);
