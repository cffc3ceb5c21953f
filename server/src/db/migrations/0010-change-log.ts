import type { Migration } from '../migrate.ts'
import { hours, nobody } from '../retention-rule.ts'

/** The floor names the alias; what a kiosk was told names nobody, but is of the visit that it has open. */
const ABOUT_THEM = `instr(body, :customerId) > 0 or topic in (
  select 'kiosk:' || v.device_id from visits v where v.customer_id = :customerId and v.ended_at is null)`

/**
 * The change log (architecture 4) and its epoch. AUTOINCREMENT, because a pruned log would otherwise count again from 1.
 * Bodies may carry personal data of an open visit: entries are kept 24 hours, those of a kiosk only until its visit ends.
 */
export const changeLog: Migration = {
  version: 10,
  up: `
    create table log (
      seq integer primary key autoincrement,
      topic text not null,
      prev integer not null check (prev >= 0 and prev < seq),
      type text not null,
      command_id text,
      at integer not null,
      body text not null
    ) strict;
    create index log_by_topic on log (topic, seq);
    create index log_by_age on log (at);

    create table log_topics (
      topic text primary key,
      head integer not null,
      floor integer not null,
      check (floor <= head)
    ) strict, without rowid;

    create table store_facts (
      name text primary key,
      value text not null
    ) strict, without rowid;
  `,
  retention: {
    log: {
      personal: { what: 'what devices were told: masked names, open visits', of: ABOUT_THEM },
      kept: [{ then: 'delete', since: 'at', ms: hours(24), unitMs: 1, by: 'feature' }],
    },
    log_topics: nobody('how far each topic has come'),
    store_facts: nobody('facts of the store itself'),
  },
}
