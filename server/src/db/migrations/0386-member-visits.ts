import type { Migration } from '../migrate.ts'
import { days, hours } from '../retention-rule.ts'

/**
 * What the shopper's phone is told of a visit: that they were recognised, and which of their fields were used. And the outbox takes
 * messages of visits and erasures: which kinds there are is the program's to know, so the database no longer lists them.
 */
export const memberVisits: Migration = {
  version: 386,
  up: `
    create table member_visits (
      visit_id text primary key,
      customer_id text not null,
      device_id text not null,
      cred_id text,
      started_at integer not null,
      ended_at integer
    ) strict, without rowid;
    create index member_visits_of on member_visits (customer_id);

    create table visit_uses (
      visit_id text not null,
      field text not null,
      at integer not null,
      primary key (visit_id, field)
    ) strict, without rowid;

    alter table outbox rename to outbox_before;
    drop index outbox_waiting;
    create table outbox (
      position integer primary key autoincrement,
      kind text not null,
      key text not null,
      body text not null check (json_valid(body)),
      enqueued_at integer not null,
      attempts integer not null default 0,
      rejected_why text
    ) strict;
    insert into outbox (position, kind, key, body, enqueued_at, attempts, rejected_why)
      select position, kind, key, body, enqueued_at, attempts, rejected_why from outbox_before;
    drop table outbox_before;
    create index outbox_waiting on outbox (kind, position) where rejected_why is null;
  `,
  retention: {
    member_visits: {
      personal: { what: 'visits, as the phone is told of them', of: 'customer_id = :customerId' },
      kept: [
        { then: 'delete', since: 'ended_at', ms: hours(24), unitMs: 1, by: 'job' },
        { then: 'delete', since: 'started_at', ms: days(7), unitMs: 1, by: 'job' },
      ],
    },
    visit_uses: {
      personal: {
        what: 'names of the fields that a visit showed',
        of: 'visit_id in (select v.visit_id from member_visits v where v.customer_id = :customerId)',
      },
      kept: [{ then: 'delete', since: 'at', ms: hours(48), unitMs: 1, by: 'job' }],
    },
  },
}
