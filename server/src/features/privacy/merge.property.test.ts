import type { CommandId, CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRepeatableIds } from '../../testing/store-core.ts'
import { EMMA, JIWOO, memberFeed } from '../../testing/store-server.ts'
import { exportOf } from './export-subject.ts'
import {
  ALL,
  emmasPhone,
  jiwoosPhone,
  kiosk,
  mugFeed,
  officer,
  openPrivacyStore,
  orderFeed,
  PEOPLE,
  REASON,
  visitIn,
} from './testing/privacy-store.ts'
import type { PrivacyStore } from './testing/privacy-store.ts'

const people = [JIWOO, EMMA] as const
const phones = [jiwoosPhone, emmasPhone] as const
const names = [
  ['M-1001', '김지우'],
  ['M-2002', 'Emma Stone'],
] as const
const merge = (store: PrivacyStore, into: CustomerId = JIWOO, from: CustomerId = EMMA) =>
  store.inOffice('privacy:merge', { into, from, reason: REASON })
const unmerge = (store: PrivacyStore, customerId: CustomerId = JIWOO) =>
  store.inOffice('privacy:unmerge', { customerId, reason: REASON })

describe('two profiles of one person', () => {
  test('are shown together, by whichever key they are recognised', async () => {
    const store = await openPrivacyStore()
    expect(await merge(store)).toMatchObject({
      value: { customerId: JIWOO, merged: [{ customerId: EMMA, maskedName: 'E*** S.', number: 'M-2002' }] },
    })
    for (const phone of phones) {
      const visit = visitIn(await store.scan(phone))
      expect(visit.configurations.map(({ name }) => name).toSorted()).toEqual(['Mug 1', 'Mug 2'])
      await store.end(visit.id)
    }
  })

  test('what is changed of the other’s becomes the visit’s own copy; the other profile is never written to', async () => {
    const store = await openPrivacyStore()
    await merge(store)
    const visit = visitIn(await store.scan(jiwoosPhone))
    const theirs = visit.configurations.find(({ name }) => name === 'Mug 2') ?? expect.fail('not shown')
    const { id, familyId, modelVersion, revision, name, personaId, secret } = theirs
    const draft = {
      id,
      familyId,
      modelVersion,
      revision,
      name,
      personaId,
      secret,
      choices: { ...theirs.choices, colour: 'blue' },
    }
    const before = store.db.prepare('select * from configurations where id = ?').get(id)
    const saved = await store.handlers['configurations:save'](kiosk, {
      commandId: store.commandId(),
      visitId: visit.id,
      draft,
    })
    expect(saved.ok && saved.value.id).not.toBe(id)
    expect(store.db.prepare('select * from configurations where id = ?').get(id)).toEqual(before)
  })

  test('allow what both allow: one no is a no', async () => {
    const store = await openPrivacyStore()
    await store.feed(
      ...memberFeed({ consents: { ...ALL, 'history.view': 'denied', 'config.sync.store': 'withdrawn' } }),
    )
    await merge(store)
    const subject = await store.inOffice('privacy:subject', { number: 'M-2002', reason: REASON })
    expect(subject).toMatchObject({
      value: { consents: { 'history.view': 'denied', 'config.sync.store': 'withdrawn' } },
    })
    await store.feed(...memberFeed({ consents: { 'recog.kiosk': 'withdrawn' } }))
    expect(await store.scan(emmasPhone)).toEqual({ ok: false, error: { code: 'code-refused' } })
  })

  test('are joined and parted on the record, with the reason, and not twice', async () => {
    const store = await openPrivacyStore()
    expect(await merge(store, JIWOO, JIWOO)).toMatchObject({ error: { code: 'same-person' } })
    expect(await merge(store, JIWOO, '0'.repeat(32) as CustomerId)).toMatchObject({
      error: { code: 'unknown-customer' },
    })
    expect(await unmerge(store)).toMatchObject({ error: { code: 'not-merged' } })
    await merge(store)
    for (const again of [await merge(store), await merge(store, EMMA, JIWOO)]) {
      expect(again).toMatchObject({ error: { code: 'already-merged' } })
    }
    expect(await unmerge(store, EMMA)).toMatchObject({ ok: true, value: { customerId: EMMA, merged: [] } })
    const answer = await store.inOffice('audit:list', { before: null, subject: EMMA })
    expect(answer.ok && answer.value.entries.map(({ what, result }) => [what, result])).toEqual([
      ['privacy.unmerge', `parted with ${JIWOO}`],
      ...[0, 1].map(() => ['privacy.merge', `already-merged with ${JIWOO}`]),
      ['privacy.merge', `merged with ${JIWOO}`],
    ])
    expect(answer.ok && answer.value.entries.every(({ purpose }) => purpose === REASON)).toBe(true)
  })

  test('an erased one takes the link with it', async () => {
    const store = await openPrivacyStore()
    await merge(store)
    await store.inOffice('privacy:erase', { customerId: EMMA, reason: REASON })
    expect(await store.inOffice('privacy:subject', { number: 'M-1001', reason: REASON })).toMatchObject({
      value: { merged: [] },
    })
    expect(store.rowsOf(JIWOO)).not.toHaveProperty('identity_links')
  })
})

/** Something that happens to a profile. */
type Event =
  | { readonly kind: 'feed'; readonly change: ShopChange[] }
  | { readonly kind: 'visit'; readonly who: 0 | 1; readonly grants: boolean }
  | { readonly kind: 'forget'; readonly who: 0 | 1 }
  | { readonly kind: 'day' }

const someone = fc.constantFrom<0 | 1>(0, 1)
const states = fc.constantFrom('granted', 'denied', 'withdrawn')
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(someone, states, states, fc.boolean()).map(([who, history, sync, renamed]): Event => {
    const id = people[who]
    const [number, name] = names[who]
    const consents = { ...ALL, 'history.view': history, 'config.sync.store': sync }
    return {
      kind: 'feed',
      change: memberFeed({ id, number, name: renamed ? `${name} 2` : name, lang: 'ko', consents }),
    }
  }),
  fc
    .tuple(someone, fc.integer({ min: 3, max: 9 }))
    .map(([who, n]): Event => ({ kind: 'feed', change: [mugFeed(n, people[who])] })),
  fc
    .tuple(someone, fc.integer({ min: 3, max: 9 }))
    .map(([who, n]): Event => ({ kind: 'feed', change: [orderFeed(n, people[who])] })),
  fc.tuple(someone, fc.boolean()).map(([who, grants]): Event => ({ kind: 'visit', who, grants })),
  someone.map((who): Event => ({ kind: 'forget', who })),
  fc.constant<Event>({ kind: 'day' }),
)

async function happens(store: PrivacyStore, one: Event): Promise<void> {
  if (one.kind === 'feed') return store.feed(...one.change)
  if (one.kind === 'day') {
    store.time.advance(24 * 60 * 60_000)
    return store.tidy()
  }
  const answer = await store.scan(phones[one.who])
  if (!answer.ok) return
  const { id: visitId } = visitIn(answer)
  if (one.kind === 'forget') {
    await store.forget(visitId)
    return
  }
  if (one.grants) {
    const given = { purpose: 'assist.notify', state: 'denied' } as const
    await store.handlers['visits:consent'](kiosk, { commandId: store.commandId(), visitId, ...given })
  }
  await store.end(visitId)
}

/** Everything that is held of a person, and everything that is shown of them; the record and messages tell what happened, merges too. */
async function everythingOf(store: PrivacyStore): Promise<string> {
  await store.delivered()
  const exports = people.map((id) => {
    const { tables } = JSON.parse(exportOf(store.features.privacy.holdings, id, { store: 's', madeAt: 0 })) as {
      tables: Record<string, unknown>
    }
    const { access_log: _record, log: _told, outbox: _messages, ...held } = tables
    return held
  })
  const views = people.map((customerId) => store.handlers['customers:card'](officer, { customerId }))
  return JSON.stringify([exports, views])
}

test('merged and parted again, both profiles are what they would be had it never happened', async () => {
  const some = fc.array(event, { maxLength: 5 })
  // Ids of its own, or every visit after a merge would have another one than without.
  const commandIdIn = (store: PrivacyStore) =>
    createRepeatableIds({ nowMs: () => store.time.nowMs() + 1 }).next<CommandId>()
  await fc.assert(
    fc.asyncProperty(some, some, some, async (before, between, after) => {
      const [merged, never] = [await openPrivacyStore([...PEOPLE]), await openPrivacyStore([...PEOPLE])]
      for (const one of before) for (const store of [merged, never]) await happens(store, one)
      const joined = { commandId: commandIdIn(merged), into: JIWOO, from: EMMA, reason: REASON }
      expect((await merged.inOffice('privacy:merge', joined)).ok).toBe(true)
      for (const one of between) for (const store of [merged, never]) await happens(store, one)
      merged.time.advance(5)
      never.time.advance(5)
      const parted = { commandId: commandIdIn(merged), customerId: EMMA, reason: REASON }
      expect((await merged.inOffice('privacy:unmerge', parted)).ok).toBe(true)
      for (const one of after) for (const store of [merged, never]) await happens(store, one)
      expect(await everythingOf(merged)).toBe(await everythingOf(never))
    }),
    // Each opens two whole stores.
    { numRuns: 15 },
  )
})
