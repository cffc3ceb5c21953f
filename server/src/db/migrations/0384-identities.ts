import type { Migration } from '../migrate.ts'
import { days, ofCustomer } from '../retention-rule.ts'

/**
 * Two profiles that are one person, by a privacy officer's word: a link beside them, so that parting leaves both as they were.
 * And who was erased here: the alias and when, so that nothing on its way from the online shop brings them back.
 */
export const identities: Migration = {
  version: 384,
  up: `
    create table identity_links (
      from_id text primary key,
      into_id text not null,
      at integer not null,
      by_associate text not null,
      reason text not null,
      check (from_id <> into_id)
    ) strict, without rowid;
    create index identity_links_into on identity_links (into_id);

    create table tombstones (
      customer_id text primary key,
      at integer not null,
      confirmed integer not null check (confirmed in (0, 1))
    ) strict, without rowid;

    create index customers_by_number on customers (number);
  `,
  retention: {
    identity_links: ofCustomer(
      'that two profiles are one person',
      ':customerId in (from_id, into_id)',
      'until the profiles are parted or one is erased',
    ),
    tombstones: {
      personal: { what: 'alias of who was erased', of: 'customer_id = :customerId' },
      kept: [{ ...{ then: 'delete', since: 'at', ms: days(1_096), unitMs: 1, by: 'job' }, where: 'confirmed = 1' }],
    },
  },
}
