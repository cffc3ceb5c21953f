import type { Migration } from '../migrate.ts'
import { days } from '../retention-rule.ts'

/** Calls for a person. The database keeps it to one open call per kiosk. Nothing personal: a kiosk calls, not a shopper. */
export const helpCalls: Migration = {
  version: 250,
  up: `
    create table help_calls (
      id text primary key,
      device_id text not null,
      visit_id text,
      lang text not null check (lang in ('ko', 'en')),
      called_at integer not null,
      answered_by text,
      answered_name text,
      answered_at integer,
      closed_at integer,
      closed_how text check (closed_how in ('withdrawn', 'attended')),
      check ((closed_at is null) = (closed_how is null)),
      check ((answered_by is null) = (answered_at is null))
    ) strict, without rowid;
    create unique index help_calls_open on help_calls (device_id) where closed_at is null;
  `,
  retention: {
    help_calls: {
      personal: null,
      kept: [{ then: 'delete', since: 'closed_at', ms: days(400), unitMs: 1, by: 'job' }],
    },
  },
}
