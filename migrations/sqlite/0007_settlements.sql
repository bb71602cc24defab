-- Contracts of which an import paid or cancelled an overdue invoice: whether anything overdue is left is known only when all
-- its rows are stored, so the ends of their blocks wait here until then.

create table settlements_due (
  contract_id bigint primary key references contracts (id),
  import_id bigint not null references imports (id)
);
create index settlements_due_by_import on settlements_due (import_id, contract_id);
