import type { Migration } from '../migrate.ts'
import { ofCustomer } from '../retention-rule.ts'

const UNTIL_ERASED = 'until the online shop or the privacy officer erases the customer'

/**
 * Mirror of the online shop's members under their store alias, the words they are found by, and the keys of their member
 * codes. Kept while the shop lists them; erased the moment its feed says 'deleted'.
 */
export const customers: Migration = {
  version: 40,
  up: `
    create table customers (
      id text primary key,
      number text not null,
      name text not null,
      lang text not null check (lang in ('ko', 'en')),
      personas text not null check (json_valid(personas))
    ) strict, without rowid;

    create table customer_words (
      word text not null,
      customer_id text not null references customers (id) on delete cascade,
      primary key (word, customer_id)
    ) strict, without rowid;
    create index customer_words_of on customer_words (customer_id);

    create table credentials (
      cred_id text primary key,
      kind text not null check (kind in ('ed25519', 'p256')),
      public_key text not null,
      customer_id text not null,
      status text not null check (status in ('active', 'revoked'))
    ) strict, without rowid;
    create index credentials_of_customer on credentials (customer_id);
  `,
  retention: {
    customers: ofCustomer('number, name, language, roles', 'id = :customerId', UNTIL_ERASED),
    customer_words: ofCustomer('words the name is found by', 'customer_id = :customerId', UNTIL_ERASED),
    credentials: ofCustomer('public keys of member codes', 'customer_id = :customerId', UNTIL_ERASED),
  },
}
