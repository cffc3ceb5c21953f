import type { Migration } from '../migrate.ts'

/**
 * What a receipt of a consent needs besides (recognition-ux 5.3): the notice that was shown, the basis, who gets which data, how
 * long, and when it runs out. Entries made before stay in the ledger as they are, in `form` 1, which has none of it: their hashes
 * are over what they had.
 */
export const consentReceipts: Migration = {
  version: 380,
  up: `
    drop trigger consent_events_are_final;
    alter table consent_events rename to consent_events_before;
    create table consent_events (
      subject text not null,
      position integer not null check (position > 0),
      form integer not null check (form in (1, 2)),
      purpose text not null
        check (purpose in ('recog.kiosk', 'assist.notify', 'config.sync.store', 'history.view', 'marketing.message')),
      state text not null check (state in ('granted', 'denied', 'withdrawn', 'expired')),
      scope text not null check (scope in ('account', 'visit')),
      visit_id text,
      channel text not null check (channel in ('web', 'phone-approval', 'kiosk', 'tablet', 'import')),
      device_id text,
      at integer not null,
      terms text,
      prev text not null,
      hash text not null,
      primary key (subject, position),
      check ((scope = 'visit') = (visit_id is not null)),
      check ((form = 1) = (terms is null)),
      check (terms is null or json_valid(terms))
    ) strict, without rowid;
    insert into consent_events
      (subject, position, form, purpose, state, scope, visit_id, channel, device_id, at, terms, prev, hash)
    select subject, position, 1, purpose, state, scope, visit_id, channel, device_id, at, null, prev, hash
    from consent_events_before;
    drop table consent_events_before;
    create trigger consent_events_are_final before update on consent_events
    begin
      select raise(abort, 'a consent event is never rewritten');
    end;

    alter table consents_now add column expires_at integer;
  `,
}
