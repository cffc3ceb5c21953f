import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * The access log becomes the record of who did what and for which purpose; rows made before keep the hash they have (`form` 1).
 * One head a day says where the chain stood: it outlives the rows, so that what is left is checked from a known head, and is
 * sealed over the head before it (recognition-ux 5.4).
 */
export const auditHeads: Migration = {
  version: 382,
  up: `
    alter table access_log add column form integer not null default 1 check (form in (1, 2));
    alter table access_log add column kind text check (kind is null or form = 2);
    alter table access_log add column purpose text check (purpose is null or form = 2);
    create index access_log_by_subject on access_log (subject, position) where subject is not null;

    create table audit_heads (
      day text primary key,
      position integer not null check (position >= 0),
      hash text not null,
      seal text not null
    ) strict, without rowid;
    create trigger audit_heads_are_final before update on audit_heads
    when exists (select 1 from audit_heads h where h.day > old.day)
    begin
      select raise(abort, 'the head of a past day is never rewritten');
    end;
  `,
  retention: { audit_heads: nobody('where the record stood each day: numbers and digests') },
}
