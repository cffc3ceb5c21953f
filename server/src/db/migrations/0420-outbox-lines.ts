import type { Migration } from '../migrate.ts'

/**
 * What waits for the shop leaves in one line for each person or thing, and to two places where the shop is linked: the member
 * service and the platform. A message that was not taken is a letter to the manager; one that was refused before this step is one
 * too, of the day it was written.
 */
export const outboxLines: Migration = {
  version: 420,
  up: `
    alter table outbox rename to outbox_before;
    drop index outbox_waiting;
    create table outbox (
      position integer primary key autoincrement,
      kind text not null,
      key text not null,
      target text not null check (target in ('members', 'commerce')),
      about text not null,
      body text not null check (json_valid(body)),
      enqueued_at integer not null,
      attempts integer not null default 0,
      take_over integer not null default 0 check (take_over in (0, 1)),
      letter_at integer,
      letter_reason text,
      letter_why text,
      check ((letter_at is null) = (letter_why is null)),
      check (letter_reason is null or letter_at is not null)
    ) strict;
    insert into outbox (position, kind, key, target, about, body, enqueued_at, attempts, letter_at, letter_why)
      select position, kind, key, 'members', coalesce(json_extract(body, '$.customerId'), key), body, enqueued_at, attempts,
        case when rejected_why is null then null else enqueued_at end, rejected_why
      from outbox_before order by position;
    delete from sqlite_sequence where name = 'outbox';
    insert into sqlite_sequence (name, seq) select 'outbox', seq from sqlite_sequence where name = 'outbox_before';
    drop table outbox_before;
    create index outbox_queue on outbox (target, position) where letter_at is null;
    create index outbox_lines on outbox (about, target, position) where letter_at is null;
    create index outbox_since on outbox (enqueued_at) where letter_at is null;
    create index outbox_things on outbox (kind, key);
    create index outbox_letters on outbox (position) where letter_at is not null;
  `,
  retention: {
    outbox: {
      personal: { what: 'messages to the online shop', of: "json_extract(body, '$.customerId') = :customerId" },
      kept: [{ then: 'keep', why: 'until the online shop has it; a refused one until a person has dealt with it' }],
    },
  },
}
