import type { Migration } from '../migrate.ts'
import { days, hours } from '../retention-rule.ts'

/**
 * Visits and their epochs. Personal while it is open: 24 hours after its end a visit loses the customer, the code of what
 * was parked and who served it, and only what the figures count stays (recognition-ux 5.4); after 400 days it is deleted.
 */
export const visits: Migration = {
  version: 30,
  up: `
    create table visits (
      id text primary key,
      device_id text not null,
      epoch integer not null check (epoch > 0),
      level text not null check (level in ('L0', 'L1', 'L2', 'L3')),
      lang text not null check (lang in ('ko', 'en')),
      customer_id text,
      recognised integer not null check (recognised in (0, 1)),
      configurations_state text not null check (configurations_state in ('ready', 'fetching', 'unavailable')),
      step text not null check (step in ('browsing', 'configuring', 'cart', 'ordered')),
      stage text not null check (stage in ('started', 'engaged', 'in-cart', 'ordered')),
      served_by text,
      served_on text,
      started_at integer not null,
      ended_at integer,
      end_reason text check (end_reason in ('shopper', 'timeout', 'associate', 'another-person', 'ordered')),
      parked_code text,
      unique (device_id, epoch),
      check ((ended_at is null) = (end_reason is null)),
      check ((served_by is null) = (served_on is null))
    ) strict, without rowid;
    create unique index visits_open on visits (device_id) where ended_at is null;
    create index visits_by_start on visits (started_at);
    create index visits_personal on visits (ended_at) where customer_id is not null or parked_code is not null;
  `,
  retention: {
    visits: {
      personal: { what: 'visits: alias, times, level', of: 'customer_id = :customerId' },
      kept: [
        {
          ...{ then: 'reduce', since: 'ended_at', ms: hours(24), unitMs: 1, by: 'feature' },
          where: 'customer_id is not null or parked_code is not null',
        },
        {
          ...{ then: 'delete', since: 'ended_at', ms: days(400), unitMs: 1, by: 'feature' },
          where: 'epoch < (select max(v.epoch) from visits v where v.device_id = visits.device_id)',
        },
      ],
    },
  },
}
