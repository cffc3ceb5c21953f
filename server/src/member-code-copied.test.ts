import type { Consents } from '@dangol/domain/customers/consent.ts'
import { RM1_FUTURE_MS, RM1_PAST_MS } from '@dangol/domain/recognition/rm1.ts'
import { FIELDS } from '@dangol/domain/trust/fields.ts'
import type { Field } from '@dangol/domain/trust/fields.ts'
import type { ConfigurationId, PersonaId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange, ShopConfiguration } from '@dangol/protocol/shop.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wire } from './testing/goods-floor.ts'
import { createPhone } from './testing/member-code.ts'
import { MUG, mugOf, smallStore } from './testing/small-shop.ts'
import { callerOf } from './testing/store-core.ts'
import { credentialFeed, JIWOO, memberFeed, mirrored, startTestStore } from './testing/store-server.ts'
import type { TestDevice, TestStore } from './testing/store-server.ts'
import { openWiredStore, settled } from './testing/wired-store.ts'

/*
 * Somebody has a copy of the code on a member's phone: a photo of it, or a camera that passes each one on at once.
 */

const phone = createPhone('a1a1a1a1a1a1a1a1')
const CONSENTS: Consents = {
  ...{ 'recog.kiosk': 'granted', 'assist.notify': 'granted' },
  ...{ 'config.sync.store': 'granted', 'history.view': 'granted' },
}

type Deed =
  | { what: 'show' | 'keep'; phoneAheadS: number }
  | { what: 'again'; which: number; kiosk: 0 | 1 }
  | { what: 'restart' }
  | { what: 'forget' }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  // A phone's clock, from too slow over right to too fast.
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constantFrom('show', 'keep'), phoneAheadS: fc.integer({ min: -60, max: 25 }) }),
  },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('again'), which: fc.nat(), kiosk: fc.constantFrom(0, 1) }) },
  fc.constantFrom({ what: 'restart' } as const, { what: 'forget' } as const),
)
const kiosks = [callerOf('kiosk', 'kiosk-1'), callerOf('kiosk', 'kiosk-2')] as const

/** One store; `restart` starts another server on its database. */
async function openStores() {
  const unlimited = { limits: { scansPerMinute: 1_000_000 } }
  const first = await openWiredStore(memberFeed({ consents: CONSENTS }, [phone]), unlimited)
  const { time, db, shop } = first
  let store = first
  return {
    time,
    shop,
    feed: (change: ShopChange) => store.feed(change),
    purge: () => store.features.recognition.purge(),
    restart: async () =>
      void (store = await openWiredStore([], {
        ...unlimited,
        db,
        shop,
        clock: time,
        steady: time.steady,
        timers: time,
      })),
    /** Whether the code opened the member's things. */
    async shows(text: string, kiosk: 0 | 1): Promise<boolean> {
      const scan = { commandId: first.commandId(), text, lang: 'ko', takeOver: false } as const
      const answer = Promise.resolve(store.handlers['recognition:scan'](kiosks[kiosk], scan))
      await settled()
      time.advance(4_000)
      const given = await answer
      return given.ok && given.value.kind === 'recognised'
    },
    close: () => db.close(),
  }
}

test('[A1] [A21] a code opens once, while it is fresh, whichever kiosk sees it when and whatever is restarted in between', async () => {
  const seen = { opened: 0, again: 0, stale: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 12, maxLength: 30 }), async (deeds) => {
      const stores = await openStores()
      const codes: { text: string; tsMs: number }[] = []
      let newestMs = 0
      const show = async ({ text, tsMs }: { text: string; tsMs: number }, kiosk: 0 | 1) => {
        const nowMs = stores.time.nowMs()
        const isFresh = tsMs >= nowMs - RM1_PAST_MS && tsMs <= nowMs + RM1_FUTURE_MS
        const mayOpen = isFresh && tsMs > newestMs
        expect(await stores.shows(text, kiosk)).toBe(mayOpen)
        if (mayOpen) newestMs = tsMs
        seen[mayOpen ? 'opened' : isFresh ? 'again' : 'stale'] += 1
      }
      for (const one of deeds) {
        if (one.what === 'restart') await stores.restart()
        else if (one.what === 'forget') stores.purge()
        else if (one.what === 'again') {
          const code = codes[one.which % Math.max(1, codes.length)]
          if (code !== undefined) await show(code, one.kiosk)
        } else {
          const tsMs = stores.time.nowMs() + one.phoneAheadS * 1_000
          const code = { text: phone.codeAt(tsMs), tsMs }
          codes.push(code)
          if (one.what === 'show') await show(code, 0)
        }
      }
      stores.close()
    }),
    { numRuns: 12, seed: 7 },
  )
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(8)
})

test('[A9] a phone that was stolen is nobody’s from the word of the shop on, at every kiosk, after a restart too', async () => {
  const stores = await openStores()
  const next = () => phone.codeAt(stores.time.nowMs())
  expect(await stores.shows(next(), 0)).toBe(true)
  const copied = phone.codeAt(stores.time.nowMs() + 4_000)
  await stores.feed(credentialFeed(phone, JIWOO, 'revoked'))
  expect(await stores.shows(copied, 0)).toBe(false)
  expect(await stores.shows(next(), 1)).toBe(false)
  await stores.restart()
  expect(await stores.shows(next(), 0)).toBe(false)
  stores.close()
})

/** A word for every field that may ever leave the server, that nothing else contains; a new field needs one here. */
const WORDS = {
  'visit.name': '김*우',
  'visit.personas': 'persona-PQ',
  'visit.consents': 'assist.notify',
  'visit.saved-configurations': 'saved-PQ',
  'visit.address': 'address-PQ',
  'visit.delivery': 'no-address',
  'floor.name': '김*우',
  'card.name': '김*우',
  'card.configurations': 'saved-PQ',
  'card.history': 'order-PQ',
  'card.parcels': 'parcel-PQ',
} as const satisfies Record<Field, string>
const NEVER = ['김지우', 'M-1001', WORDS['visit.address'], WORDS['card.history'], WORDS['card.parcels']]

const saved: ShopConfiguration = {
  ...{ id: '018f0000-0000-7000-8000-000000000001' as ConfigurationId, familyId: MUG, modelVersion: 2, revision: 1 },
  ...{ name: WORDS['visit.saved-configurations'], personaId: null, secret: false, savedAt: 1 },
  ...{ choices: { kind: 'table', colour: 'blue' }, customerId: JIWOO, origin: 'online' },
  ...{ code: null, codeExpiresAt: null, discarded: false },
}
const FEED: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  ...memberFeed(
    { consents: CONSENTS, personas: [{ id: 'p1' as PersonaId, name: WORDS['visit.personas'], kind: 'self' }] },
    [phone],
  ),
  {
    feed: 'profile',
    value: { id: JIWOO, number: 'M-1001', name: '김지우', lang: 'ko', identifiers: [], addresses: [] },
  },
  { feed: 'configuration', value: saved },
  {
    feed: 'history',
    value: {
      customerId: JIWOO,
      order: {
        ...{ number: WORDS['card.history'], placedAt: 1, channel: 'web', state: 'completed', units: 1, lines: [] },
        total: { minor: 1, currency: 'KRW' },
        shipments: [
          { ...{ stage: 'underway', state: 'sent', carrier: null, at: 1, units: 1 }, tracking: WORDS['card.parcels'] },
        ],
      },
    },
  },
]

/** A kiosk where everything it is sent and answered is kept. */
async function watched(store: TestStore, deviceId: string) {
  const device = await store.connect('kiosk', deviceId)
  const sent: string[] = []
  device.socket.onAny((...message: unknown[]) => sent.push(JSON.stringify(message)))
  const ask = (async (name, input) => {
    const answer = await device.ask(name, input)
    sent.push(JSON.stringify(answer))
    return answer
  }) as TestDevice['ask']
  await ask('sync:subscribe', { topic: `kiosk:${deviceId}`, cursor: null })
  return { ask, sent }
}

test('[A2] a code passed on live shows at another kiosk what level L2 shows, and nothing above by any request', async () => {
  const store = await startTestStore(FEED, { store: smallStore })
  await mirrored(store)
  store.shop.approvals.address = WORDS['visit.address']
  const kiosk = await watched(store, 'kiosk-2')
  const command = () => ({ commandId: store.newCommandId() })
  const scan = { ...command(), text: phone.codeAt(store.time.nowMs()), lang: 'ko', takeOver: false } as const
  const answer = await kiosk.ask('recognition:scan', scan)
  const visit = answer.ok && answer.value.kind === 'recognised' ? answer.value.visit : expect.fail('not recognised')
  expect(visit).toMatchObject({ level: 'L2', approvedUntil: null, address: null })

  const inVisit = () => ({ ...command(), visitId: visit.id })
  expect(await kiosk.ask('customers:card', { customerId: JIWOO })).toMatchObject({ error: { code: 'not-allowed' } })
  expect(await kiosk.ask('customers:find', { query: '김' })).toMatchObject({ error: { code: 'not-allowed' } })
  await kiosk.ask('visits:consent', { ...inVisit(), purpose: 'history.view', state: 'granted' })
  await kiosk.ask('visits:set-language', { ...inVisit(), lang: 'en' })
  await kiosk.ask('visits:open', { visitId: visit.id })
  // The victim's phone is not there to say yes, however often it is asked.
  await kiosk.ask('approvals:begin', inVisit())
  await kiosk.ask('sync:subscribe', { topic: 'kiosk:kiosk-2', cursor: null })
  await kiosk.ask('sync:subscribe', { topic: 'floor', cursor: null })
  await kiosk.ask('sync:subscribe', { topic: `visit:${visit.id}`, cursor: null })
  await kiosk.ask('visits:end', { ...inVisit(), reason: 'shopper' })

  const everything = kiosk.sent.join('\n')
  for (const [field, rule] of Object.entries(FIELDS)) {
    if (field.startsWith('visit.') && rule.level === 'L2') expect(everything).toContain(WORDS[field as Field])
  }
  for (const word of NEVER) expect(everything).not.toContain(word)
  await store.close()
})
