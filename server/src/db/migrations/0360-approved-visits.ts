import type { Migration } from '../migrate.ts'

/**
 * Until when the approval on the shopper's own phone counts, since when a visit has its level, and on which kind of device it
 * takes place: a tablet never shows what only the approved kiosk may. None of it is personal; it goes with the row of the visit.
 */
export const approvedVisits: Migration = {
  version: 360,
  up: `
    alter table visits add column device_kind text not null default 'kiosk' check (device_kind in ('kiosk', 'tablet'));
    alter table visits add column level_since integer;
    alter table visits add column approved_until integer;
    update visits set device_kind = 'tablet' where served_on = device_id;
    create index visits_approved on visits (approved_until) where approved_until is not null and ended_at is null;
  `,
}
