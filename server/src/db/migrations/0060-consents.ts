import type { Migration } from '../migrate.ts'
import { ofCustomer } from '../retention-rule.ts'

const RELATION = 'the relation; erased with the customer'

/**
 * Consent ledger, append-only, chained by hash per subject (recognition-ux 5.3), and the state derived from it. The ledger
 * is kept for the relation; a subject erased by the online shop is erased here as a whole.
 */
export const consents: Migration = {
  version: 60,
  up: `
    create table consent_events (
      subject text not null,
      position integer not null check (position > 0),
      purpose text not null
        check (purpose in ('recog.kiosk', 'assist.notify', 'config.sync.store', 'history.view', 'marketing.message')),
      state text not null check (state in ('granted', 'denied', 'withdrawn', 'expired')),
      scope text not null check (scope in ('account', 'visit')),
      visit_id text,
      channel text not null check (channel in ('web', 'kiosk')),
      device_id text,
      at integer not null,
      prev text not null,
      hash text not null,
      primary key (subject, position),
      check ((scope = 'visit') = (visit_id is not null))
    ) strict, without rowid;
    create trigger consent_events_are_final before update on consent_events
    begin
      select raise(abort, 'a consent event is never rewritten');
    end;

    create table consents_now (
      subject text not null,
      purpose text not null,
      visit_id text not null default '',
      state text not null,
      primary key (subject, visit_id, purpose)
    ) strict, without rowid;
  `,
  retention: {
    consent_events: ofCustomer('the consent ledger', 'subject = :customerId', RELATION),
    consents_now: ofCustomer('consents in force', 'subject = :customerId', RELATION),
  },
}
