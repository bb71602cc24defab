-- Imports of contact lists: the uploaded file stays on disk, its progress is kept here, so an interrupted one continues.

create table imports (
  id integer primary key,
  kind text not null check (kind in ('people')),
  file_name text not null,
  storage_name text not null unique,
  size_bytes bigint not null,
  state text not null check (state in ('reading', 'ready', 'importing', 'done', 'cancelled', 'failed')),
  encoding text not null default '',
  separator text not null default '',
  -- JSON list: for each column of the file the field it fills, or null.
  mapping text not null default '[]',
  header text not null default '[]',
  total_rows bigint not null default 0,
  good_rows bigint not null default 0,
  bad_rows bigint not null default 0,
  -- Rows already decided by the running import; it continues after them.
  done_rows bigint not null default 0,
  created_rows bigint not null default 0,
  updated_rows bigint not null default 0,
  failure text not null default '',
  created_by bigint not null references users (id),
  created_at bigint not null,
  updated_at bigint not null
);
create index imports_by_time on imports (id, created_by);

create table import_problems (
  import_id bigint not null references imports (id),
  line bigint not null,
  field text not null default '',
  code text not null,
  content text not null,
  primary key (import_id, line)
);
