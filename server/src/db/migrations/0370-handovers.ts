import type { Migration } from '../migrate.ts'
import { hours, IN_VISITS_OF, ofVisit } from '../retention-rule.ts'

/**
 * Hand-overs (HS1): offers of an associate to whoever stands at a kiosk, each for a minute. What was sent stands here without
 * a person and only while the offer is open; the rest of the row goes a minute later, or with the visit of the kiosk.
 * visit_copies: what a visit's nameless copies were made from, so that nothing is laid twice; goes with the visit.
 */
export const handovers: Migration = {
  version: 370,
  up: `
    create table handovers (
      id text primary key,
      associate text not null,
      associate_name text not null,
      from_device text not null,
      from_visit text not null,
      kiosk_id text not null,
      count integer not null check (count between 1 and 20),
      state text not null check (state in ('offered', 'taken', 'declined', 'expired')),
      expires_at integer not null,
      forget_at integer not null
    ) strict, without rowid;
    create unique index one_offer_per_kiosk on handovers (kiosk_id) where state = 'offered';

    create table handover_things (
      handover_id text not null references handovers (id) on delete cascade,
      position integer not null,
      configuration_id text not null,
      revision integer not null,
      thing text not null check (json_valid(thing)),
      primary key (handover_id, position)
    ) strict, without rowid;

    create table visit_copies (
      visit_id text not null,
      source text not null,
      configuration_id text not null,
      primary key (visit_id, source)
    ) strict, without rowid;
  `,
  retention: {
    handovers: {
      personal: { what: 'which associate offered something at which kiosk', of: null },
      kept: [{ then: 'delete', since: 'forget_at', ms: hours(1), unitMs: 1, by: 'feature' }],
    },
    handover_things: {
      personal: null,
      kept: [{ then: 'with-visit', why: 'a minute, with the offer' }],
    },
    visit_copies: ofVisit('what a visit was handed', IN_VISITS_OF),
  },
}
