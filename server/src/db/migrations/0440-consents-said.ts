import type { Migration } from '../migrate.ts'
import { ofCustomer } from '../retention-rule.ts'

/**
 * What each side that knows of consents said last: the member service, and the retailer's shop where it asks for some. A side tells all
 * it knows whenever anything of somebody changes, so only what differs from its own last word is a word. Until now the member
 * service was the only one.
 */
export const consentsSaid: Migration = {
  version: 440,
  up: `
    create table consents_said (
      subject text not null,
      source text not null check (source in ('members', 'shop')),
      purpose text not null,
      state text not null,
      primary key (subject, source, purpose)
    ) strict, without rowid;
    insert into consents_said (subject, source, purpose, state)
      select subject, 'members', purpose, state from consents_now where visit_id = '';
  `,
  retention: {
    consents_said: ofCustomer(
      'consents as the member service and the online shop each told them last',
      'subject = :customerId',
      'the relation; erased with the customer',
    ),
  },
}
