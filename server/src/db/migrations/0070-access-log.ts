import type { Migration } from '../migrate.ts'
import { days } from '../retention-rule.ts'

/** Who looked at whom, and why a code was refused. Append-only, chained by hash; kept two years (recognition-ux 5.4). */
export const accessLog: Migration = {
  version: 70,
  up: `
    create table access_log (
      position integer primary key autoincrement,
      at integer not null,
      device_id text not null,
      associate text,
      what text not null,
      subject text,
      result text not null,
      prev text not null,
      hash text not null
    ) strict;
    create index access_log_by_age on access_log (at);
    create trigger access_log_is_final before update on access_log
    begin
      select raise(abort, 'the access log is never rewritten');
    end;
  `,
  retention: {
    access_log: {
      personal: { what: 'who did what, by alias', of: 'subject = :customerId' },
      kept: [{ then: 'delete', since: 'at', ms: days(732), unitMs: 1, by: 'feature' }],
    },
  },
}
