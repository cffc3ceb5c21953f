import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange, ShopConfiguration } from '@dangol/protocol/shop.ts'
import { expect, test } from 'vitest'
import { pass } from './testing/approved-visit.ts'
import { wire } from './testing/goods-floor.ts'
import { createPhone } from './testing/member-code.ts'
import { MUG, mugOf, smallStore } from './testing/small-shop.ts'
import { callerOf } from './testing/store-core.ts'
import { EMMA, JIWOO, memberFeed } from './testing/store-server.ts'
import { openWiredStore, settled } from './testing/wired-store.ts'
import type { WiredStore } from './testing/wired-store.ts'

/*
 * Somebody left while the shop was still being asked for them, and somebody else stands there when it answers.
 */

const kiosk = callerOf('kiosk', 'kiosk-1')
const jiwoosPhone = createPhone('a1a1a1a1a1a1a1a1')
const FEED: ShopChange[] = [{ feed: 'model', value: wire(mugOf(2)) }, ...memberFeed({}, [jiwoosPhone])]
const JIWOOS = ['김*우', 'Jiwoo’s present', '서울 성동구']
const saved: ShopConfiguration = {
  ...{ id: '018f0000-0000-7000-8000-000000000001' as ConfigurationId, familyId: MUG, modelVersion: 2, revision: 1 },
  ...{ name: 'Jiwoo’s present', personaId: null, secret: false, savedAt: 1, origin: 'online' },
  ...{ choices: { kind: 'table', colour: 'blue' }, customerId: JIWOO, code: null, codeExpiresAt: null },
  discarded: false,
}

/** A shop that answers when the test says so. */
async function openSlowStore() {
  const store = await openWiredStore(FEED, { store: smallStore })
  store.shop.configurations.push(saved)
  const ask = store.shop.configurationsOf.bind(store.shop)
  const held: (() => void)[] = []
  Object.assign(store.shop, {
    configurationsOf: async (...asked: Parameters<typeof ask>) => {
      await new Promise<void>((resolve) => held.push(resolve))
      return ask(...asked)
    },
  })
  const command = () => ({ commandId: store.commandId() })
  return {
    store,
    answerNow: () => held.splice(0).forEach((go) => go()),
    isAsked: () => held.length > 0,
    recognise: async () => {
      store.time.advance(4_000)
      const text = jiwoosPhone.codeAt(store.time.nowMs())
      const scan = { ...command(), text, lang: 'ko', takeOver: false } as const
      const answer = await store.handlers['recognition:scan'](kiosk, scan)
      return answer.ok && 'visit' in answer.value ? answer.value.visit.id : expect.fail('not recognised')
    },
    end: (visitId: Awaited<ReturnType<typeof begin>>) =>
      store.handlers['visits:end'](kiosk, { ...command(), visitId, reason: 'shopper' }),
    begin: () => begin(store),
  }
}
async function begin(store: WiredStore) {
  const begun = await store.handlers['visits:begin'](kiosk, { commandId: store.commandId(), lang: 'ko' })
  return begun.ok ? begun.value.id : expect.fail(begun.error.code)
}
const told = (store: WiredStore): string =>
  JSON.stringify([store.appended.map(({ entry }) => entry), store.features.visits.snapshot('kiosk:kiosk-1')])
const nothingOfJiwoo = (store: WiredStore): void => {
  for (const word of JIWOOS) expect(told(store)).not.toContain(word)
}

test('[A8] what the shop answers after the visit is over goes nowhere, and not to whoever stands there now', async () => {
  const { store, answerNow, isAsked, recognise, end, begin: next } = await openSlowStore()
  await end(await recognise())
  await settled()
  expect(isAsked()).toBe(true)
  await next()
  store.appended.length = 0
  answerNow()
  await settled()
  expect(store.appended).toEqual([])
  nothingOfJiwoo(store)
  expect(JSON.stringify(store.db.prepare('select * from visit_copies').all())).not.toContain('present')
})

test('[A8] nor to another member who is recognised there', async () => {
  const { store, answerNow, recognise, end } = await openSlowStore()
  const emmasPhone = createPhone('b1b1b1b1b1b1b1b1')
  await store.feed(...memberFeed({ id: EMMA, number: 'M-1002', name: 'Emma Stone', lang: 'en' }, [emmasPhone]))
  await end(await recognise())
  store.time.advance(4_000)
  const text = emmasPhone.codeAt(store.time.nowMs())
  const scan = { commandId: store.commandId(), text, lang: 'en', takeOver: false } as const
  expect(await store.handlers['recognition:scan'](kiosk, scan)).toMatchObject({ ok: true })
  store.appended.length = 0
  answerNow()
  await settled()
  nothingOfJiwoo(store)
  expect(told(store)).toContain('E*** S.')
})

test('[A8] a yes of the phone that comes after the visit opens nothing for whoever stands there now', async () => {
  const { store, answerNow, end, begin: enter } = await openSlowStore()
  const first = await enter()
  await store.handlers['approvals:begin'](kiosk, { commandId: store.commandId(), visitId: first })
  await settled()
  const [asked] = store.shop.approvals.asked
  await end(first)
  await enter()
  store.appended.length = 0
  store.shop.approvals.approve(asked?.userCode ?? '', JIWOO)
  await pass(store, 20_000)
  answerNow()
  await settled()
  nothingOfJiwoo(store)
  expect(store.features.visits.snapshot('kiosk:kiosk-1')).toMatchObject([{ value: { level: 'L0', customer: null } }])
  store.features.approvals.stop()
})
