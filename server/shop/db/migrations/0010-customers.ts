import type { Migration } from '../../../src/db/migrate.ts'

/**
 * Customers, what they agreed to, their member-code keys and their sessions.
 * Kept: customers while the account lives; consent events with it, as proof; sessions 30 days; one-time codes 10 minutes.
 */
export const customers: Migration = {
  version: 10,
  up: `
    create table facts (
      name text primary key,
      value text not null
    ) strict, without rowid;

    create table changes (
      seq integer primary key autoincrement,
      feed text not null,
      key text not null,
      at integer not null
    ) strict;

    create table customers (
      id text primary key,
      alias text not null unique,
      number text not null unique,
      email text unique,
      name text not null,
      lang text not null check (lang in ('ko', 'en')),
      source text not null check (source in ('web', 'demo', 'import')),
      created_at integer not null
    ) strict, without rowid;

    create table personas (
      id text primary key,
      customer_id text not null references customers (id) on delete cascade,
      name text not null,
      kind text not null check (kind in ('self', 'work', 'family', 'gift'))
    ) strict, without rowid;
    create index personas_by_customer on personas (customer_id, id);

    create table consents (
      customer_id text not null references customers (id) on delete cascade,
      purpose text not null,
      state text not null check (state in ('granted', 'denied', 'withdrawn', 'expired')),
      primary key (customer_id, purpose)
    ) strict, without rowid;

    create table consent_events (
      seq integer primary key autoincrement,
      customer_id text not null references customers (id) on delete cascade,
      purpose text not null,
      state text not null,
      channel text not null check (channel in ('web', 'store', 'stated-by-retailer')),
      at integer not null
    ) strict;
    create index consent_events_by_customer on consent_events (customer_id, purpose, at);

    create table store_commands (
      command_id text primary key,
      at integer not null
    ) strict, without rowid;

    create table credentials (
      cred_id text primary key,
      customer_id text not null references customers (id) on delete cascade,
      kind text not null check (kind in ('ed25519', 'p256')),
      public_key text not null,
      created_at integer not null,
      status text not null check (status in ('active', 'revoked'))
    ) strict, without rowid;
    create index credentials_by_customer on credentials (customer_id, created_at);

    create table sign_in_codes (
      login text primary key,
      customer_id text references customers (id) on delete cascade,
      code_hash text not null,
      tries_left integer not null,
      expires_at integer not null
    ) strict, without rowid;

    create table sessions (
      token_hash text primary key,
      customer_id text not null references customers (id) on delete cascade,
      expires_at integer not null
    ) strict, without rowid;
    create index sessions_by_expiry on sessions (expires_at);

    create table limits (
      key text primary key,
      hits integer not null,
      ends_at integer not null
    ) strict, without rowid;
  `,
}
