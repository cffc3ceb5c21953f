import type { Migration } from '../migrate.ts'
import { IN_VISITS_OF, ofVisit } from '../retention-rule.ts'

/**
 * Who helps in an open visit and how far the shopper agreed, and the draft that they have in hand together. Belong to the visit
 * and go with it.
 */
export const sharedDrafts: Migration = {
  version: 320,
  up: `
    create table assists (
      id text primary key,
      visit_id text not null,
      associate text not null,
      name text not null,
      device_id text not null,
      asked text check (asked in ('view', 'suggest', 'co-edit')),
      agreed text check (agreed in ('view', 'suggest', 'co-edit')),
      since integer not null,
      unique (visit_id, device_id),
      check (asked is not null or agreed is not null)
    ) strict, without rowid;
    create index assists_by_device on assists (device_id);
    create table shared_drafts (
      visit_id text primary key,
      body text not null check (json_valid(body))
    ) strict, without rowid;
  `,
  retention: {
    assists: ofVisit('who helps in a visit', IN_VISITS_OF),
    shared_drafts: ofVisit('the draft in everyone’s hands', IN_VISITS_OF),
  },
}
