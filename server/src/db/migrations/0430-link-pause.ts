import type { Migration } from '../migrate.ts'

/** Who holds the link to the online shop, since when and why. No row: it runs. */
export const linkPause: Migration = {
  version: 430,
  up: `
    create table link_pause (
      one integer primary key check (one = 1),
      held_by text not null,
      at integer not null,
      reason text not null check (length(reason) between 1 and 200)
    ) strict;
  `,
  retention: {
    link_pause: {
      personal: { what: 'who of the people who work here holds the link to the shop, and why', of: null },
      kept: [{ then: 'keep', why: 'until the link is resumed' }],
    },
  },
}
