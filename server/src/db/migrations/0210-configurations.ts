import type { Migration } from '../migrate.ts'
import { IN_VISITS_OF, ofCustomer, ofVisit } from '../retention-rule.ts'

/**
 * Configurations as versioned documents. A row with a visit is that visit's: it goes when the visit ends, or when its
 * code expires (24 hours). A row with a customer only is a copy kept while the consent 'config.sync.store' stands.
 * Exactly what a visit may see beyond its customer's own open ones stands in visit_configurations; it goes with the visit.
 */
export const configurations: Migration = {
  version: 210,
  up: `
    create table configurations (
      id text primary key,
      customer_id text,
      visit_id text,
      family_id text not null,
      model_version integer not null,
      revision integer not null check (revision > 0),
      name text not null,
      persona_id text,
      secret integer not null check (secret in (0, 1)),
      choices text not null check (json_valid(choices)),
      origin text not null check (origin in ('online', 'kiosk', 'tablet')),
      saved_at integer not null,
      code text,
      code_expires_at integer,
      discarded integer not null default 0 check (discarded in (0, 1))
    ) strict, without rowid;
    create index configurations_of_customer on configurations (customer_id, saved_at) where customer_id is not null;
    create index configurations_of_visit on configurations (visit_id) where visit_id is not null;
    create index configurations_by_code on configurations (code) where code is not null;

    create table visit_configurations (
      visit_id text not null,
      configuration_id text not null,
      how text not null check (how in ('admitted', 'edited', 'ordered')),
      primary key (visit_id, configuration_id, how)
    ) strict, without rowid;
  `,
  retention: {
    configurations: ofCustomer(
      'saved configurations, by consent; those of a visit go with it',
      'customer_id = :customerId',
      'while consent config.sync.store stands, at most 7 days without word from the online shop; else the visit, or 24 h behind its code',
    ),
    visit_configurations: ofVisit('what a visit looked at', IN_VISITS_OF),
  },
}
