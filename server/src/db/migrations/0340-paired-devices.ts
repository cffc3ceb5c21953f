import type { Migration } from '../migrate.ts'
import { hours, nobody } from '../retention-rule.ts'

/**
 * The devices of the house, and those that ask to be. A revoked one is kept, so that the office sees what was; an id may be given
 * again then, to the machine that takes its place. Requests last ten minutes and are dropped by the next one.
 */
export const pairedDevices: Migration = {
  version: 340,
  up: `
    create table paired_devices (
      id text primary key,
      kind text not null check (kind in ('kiosk', 'tablet', 'office')),
      name text not null check (length(name) between 1 and 60),
      public_key text not null check (length(public_key) = 43),
      state text not null check (state in ('active', 'revoked')),
      key_since integer not null,
      paired_at integer not null,
      paired_by text,
      revoked_at integer,
      check ((state = 'revoked') = (revoked_at is not null))
    ) strict, without rowid;
    create unique index paired_devices_by_key on paired_devices (public_key) where state = 'active';

    create table pairing_requests (
      public_key text primary key check (length(public_key) = 43),
      code text not null unique,
      kind text not null check (kind in ('kiosk', 'tablet', 'office')),
      address text not null,
      asked_at integer not null,
      expires_at integer not null
    ) strict, without rowid;
  `,
  retention: {
    paired_devices: nobody('the devices of the house; a revoked one stays, so that the office sees what was'),
    pairing_requests: {
      personal: null,
      kept: [{ then: 'delete', since: 'expires_at', ms: hours(1), unitMs: 1, by: 'job' }],
    },
  },
}
