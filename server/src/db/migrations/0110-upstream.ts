import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * How far the mirror of the online shop has come, and what waits for the shop. A delivered message is deleted; a rejected
 * one stays until a person has dealt with it.
 */
export const upstream: Migration = {
  version: 110,
  up: `
    create table mirror (
      one integer primary key check (one = 1),
      cursor text,
      current_at integer
    ) strict;
    insert into mirror (one, cursor, current_at) values (1, null, null);

    create table outbox (
      position integer primary key autoincrement,
      kind text not null check (kind in ('order', 'configuration', 'consent')),
      key text not null,
      body text not null check (json_valid(body)),
      enqueued_at integer not null,
      attempts integer not null default 0,
      rejected_why text
    ) strict;
    create index outbox_waiting on outbox (kind, position) where rejected_why is null;
  `,
  retention: {
    mirror: nobody('how far the mirror has come'),
    outbox: {
      personal: { what: 'messages to the online shop', of: "json_extract(body, '$.customerId') = :customerId" },
      kept: [{ then: 'keep', why: 'until the online shop has it; a refused one until a person has dealt with it' }],
    },
  },
}
