import type { Migration } from '../../../src/db/migrate.ts'

/**
 * Passkeys of members, the challenges they are to sign, approvals that kiosks asked for, and where a member's things are delivered.
 * Kept: passkeys and the address until removed, with the account at the longest; a challenge 5 minutes; an approval until its code,
 * or the token it became, is over (`forget_at`, 12 minutes after it was asked for).
 * Of codes and tokens only hashes are kept: a stolen database approves nothing.
 */
export const approvals: Migration = {
  version: 60,
  up: `
    create table passkeys (
      id text primary key,
      customer_id text not null references customers (id) on delete cascade,
      name text not null,
      public_key blob not null,
      counter integer not null,
      transports text not null,
      made_at integer not null,
      last_used_at integer
    ) strict, without rowid;
    create index passkeys_by_customer on passkeys (customer_id, made_at);

    create table passkey_challenges (
      customer_id text not null references customers (id) on delete cascade,
      purpose text not null,
      challenge text not null,
      expires_at integer not null,
      primary key (customer_id, purpose)
    ) strict, without rowid;
    create index passkey_challenges_by_expiry on passkey_challenges (expires_at);

    create table approvals (
      device_hash text primary key,
      code_hash text not null unique,
      store_name_ko text not null,
      store_name_en text not null,
      kiosk_id text not null,
      kiosk_thumbprint text not null,
      number text not null,
      numbers text not null,
      state text not null check (state in ('pending', 'approved', 'denied', 'ended')),
      customer_id text references customers (id) on delete cascade,
      tries_left integer not null,
      interval_ms integer not null,
      polled_at integer not null,
      expires_at integer not null,
      approved_at integer,
      token_hash text unique,
      forget_at integer not null
    ) strict, without rowid;
    create index approvals_by_customer on approvals (customer_id) where customer_id is not null;
    create index approvals_by_forget on approvals (forget_at);

    create table delivery_addresses (
      customer_id text primary key references customers (id) on delete cascade,
      lines text not null
    ) strict, without rowid;
  `,
}
