import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/** The devices that ever connected, and the people who work here under the name shoppers see. */
export const devicesAndStaff: Migration = {
  version: 100,
  up: `
    create table devices (
      id text primary key,
      kind text not null check (kind in ('kiosk', 'tablet', 'office')),
      connected integer not null check (connected in (0, 1)),
      last_seen_at integer not null,
      version text not null,
      outbox_length integer not null check (outbox_length >= 0),
      screen text not null
    ) strict, without rowid;

    create table associates (
      id text primary key,
      name text not null
    ) strict, without rowid;
  `,
  retention: {
    devices: nobody('the devices of the store'),
    associates: {
      personal: { what: 'names of the people who work here', of: null },
      kept: [{ then: 'keep', why: 'while their work is on record' }],
    },
  },
}
