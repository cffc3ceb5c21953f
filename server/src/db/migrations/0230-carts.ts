import type { Migration } from '../migrate.ts'
import { IN_VISITS_OF, ofVisit } from '../retention-rule.ts'

/**
 * The cart of each open visit. `shown` is the line as it was last valid, so that it stays readable when its thing is
 * gone. Belongs to the visit and goes with it.
 */
export const carts: Migration = {
  version: 230,
  up: `
    create table cart_lines (
      visit_id text not null,
      id text not null,
      position integer not null,
      sku text,
      configuration_id text,
      quantity integer not null check (quantity between 1 and 99),
      fulfilment text not null check (fulfilment in ('carry-out', 'pick-up', 'delivery')),
      shown text not null check (json_valid(shown)),
      primary key (visit_id, id),
      check ((sku is null) <> (configuration_id is null))
    ) strict, without rowid;
  `,
  retention: {
    cart_lines: ofVisit('the cart', IN_VISITS_OF),
  },
}
