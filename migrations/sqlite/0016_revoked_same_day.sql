-- A release that is revoked on the day on which it was given does not count for the wait: each one keeps from when the wait
-- counted before it. For those that run now that is taken to be the release before; a payment may have ended that wait since,
-- which nothing tells any more.

alter table releases add column interval_before bigint;

update releases
set interval_before = (select max(earlier.at) from releases earlier
                       where earlier.contract_id = releases.contract_id and earlier.id < releases.id)
where state = 'active';
