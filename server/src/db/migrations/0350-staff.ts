import type { Migration } from '../migrate.ts'
import { hours } from '../retention-rule.ts'

/**
 * What somebody who works here is trusted with, how they show that it is them, and on which devices they are signed in.
 * Associates stay, because orders and the record of access name them; their PIN, passkeys and sessions go when they leave. Wrong
 * tries of names that nobody bears go after a day.
 */
export const staff: Migration = {
  version: 350,
  up: `
    alter table associates add column role text not null default 'associate'
      check (role in ('associate', 'lead', 'manager', 'privacy-officer', 'technician', 'auditor'));
    alter table associates add column state text not null default 'active' check (state in ('active', 'left'));
    -- Keyed with what is not in this file: alone it verifies nothing.
    alter table associates add column pin_hash text;
    alter table associates add column must_change_pin integer not null default 0 check (must_change_pin in (0, 1));

    -- Names that nobody bears are counted alike, or counting would tell who works here.
    create table pin_tries (
      associate text primary key,
      wrong integer not null check (wrong > 0),
      last_wrong_at integer not null
    ) strict, without rowid;

    create table staff_sessions (
      id text primary key,
      token_hash blob not null unique,
      associate text not null references associates (id),
      -- One person holds a device at a time.
      device_id text not null unique,
      begun_at integer not null,
      last_used_at integer not null,
      stepped_up_until integer
    ) strict, without rowid;
    create index staff_sessions_of on staff_sessions (associate);

    create table passkeys (
      id text primary key,
      associate text not null references associates (id),
      rp_id text not null,
      public_key blob not null,
      counter integer not null check (counter >= 0),
      transports text not null,
      name text not null,
      made_at integer not null,
      last_used_at integer
    ) strict, without rowid;
    create index passkeys_of on passkeys (associate);

    -- Good once: deleted before the answer to it is even looked at.
    create table staff_challenges (
      session_id text primary key references staff_sessions (id) on delete cascade,
      purpose text not null check (purpose in ('passkey-add', 'step-up')),
      challenge text not null,
      origin text not null,
      expires_at integer not null
    ) strict, without rowid;
  `,
  retention: {
    pin_tries: {
      personal: { what: 'wrong PINs of the people who work here', of: null },
      kept: [{ then: 'keep', why: 'until the right PIN, or until somebody entitled lets them in' }],
    },
    staff_sessions: {
      personal: { what: 'who of the people who work here holds which device', of: null },
      kept: [{ then: 'delete', since: 'last_used_at', ms: hours(8), unitMs: 1, by: 'feature' }],
    },
    passkeys: {
      personal: { what: 'public keys of the people who work here', of: null },
      kept: [{ then: 'keep', why: 'until they are removed, or their owner leaves' }],
    },
    staff_challenges: {
      personal: null,
      kept: [{ then: 'delete', since: 'expires_at', ms: hours(1), unitMs: 1, by: 'job' }],
    },
  },
}
